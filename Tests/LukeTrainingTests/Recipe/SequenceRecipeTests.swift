import LukeData
import LukeJSON
import LukeSettings
import LukeTasks
import LukeTraining
import Testing

/// What a recipe says of sequences is what data sets are built with.
@Suite struct SequenceRecipeTests {
  private func sequences(_ keys: String) throws -> SequenceSettings {
    let recipe = try Recipe(
      bytes: Array(
        """
        {"task": {"kind": "pretraining", "sequences": {\(keys)}}, "model": {"from": "/m"},
         "data": {"train": "a"}}
        """.utf8), fileName: "r.json", fileFolder: "/", currentFolder: "/")
    return try #require(recipe.task as? TaskChoice<Pretraining>).settings.sequences
  }

  @Test func theLanguageIsTheRecipesOrTheCorpuss() throws {
    let open = try sequences(#""max_length": 64, "sentences": "icu""#)
    #expect(open.packing(ofCorpusIn: "fr").sentences == .rules(language: "fr"))
    #expect(open.packing(ofCorpusIn: nil).sentences == .rules(language: "en"))
    #expect(open.packing(ofCorpusIn: nil).maximumSequenceLength == 64)
    let given = try sequences(#""language": "de""#)
    #expect(given.packing(ofCorpusIn: "fr").sentences == .rules(language: "de"))
    let lines = try sequences(#""sentences": "lines", "language": "de""#)
    #expect(lines.packing(ofCorpusIn: "fr").sentences == .lines)
    #expect(lines.json["sentences"]?.string == "lines" && open.json["sentences"]?.string == "icu")
  }
}
