import Foundation
import LukeCorpus
import LukeTestSupport
import LukeTraining
import Testing

/// Corpora that another program makes.
@Suite struct CorpusMakerTests {
  /// What the settings say is what the program's options say, and what the corpus keeps.
  @Test func settingsAreThoseOfTheProgram() throws {
    let run = try TrainingRun()
    let folder = run.folder.path
    try run.folder.write("text", #"{"text": "One."}"# + "\n")
    let result = try run.program.run([
      "build-corpus", "text", "program", "--format", "text", "--language", "de", "--namespaces",
      "0", "4", "--skip-lists", "--quiet",
    ])
    #expect(result.status == 0)
    var settings = CorpusSettings()
    settings.format = .plainText
    settings.language = "de"
    settings.dumps.namespaces = [0, 4]
    settings.dumps.skipsLists = true
    try CorpusMaker.make(of: [folder + "/text"], in: folder + "/library", settings)
    let manifest = try run.text("library/corpus.json")
    #expect(try manifest == run.text("program/corpus.json"))
    let plain = manifest.filter { !$0.isWhitespace }
    for part in [
      #""format":"text""#, #""language":"de""#, #""namespaces":[0,4]"#, #""skip_lists":true"#,
    ] {
      #expect(plain.contains(part), "\(part)")
    }
  }
}
