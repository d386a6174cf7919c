import Foundation
import LukeCheckpoints
import LukeJSON
import LukeTestSupport
import Testing

@Suite struct StoredRecipeTests {
  @Test func saysWhatItsBytesSay() throws {
    let recipe: StoredRecipe = #"{"task": {"kind": "topic"}}"#
    let kind = try #require(try recipe.node["task"]?["kind"])
    #expect(kind.value == .string("topic") && kind.origin == .file(line: 1, column: 19))
    #expect(recipe.text == #"{"task": {"kind": "topic"}}"# && "\(recipe)" == recipe.text)
  }

  /// Opening a model does not stumble over a recipe that nobody asks for.
  @Test func whatIsNoRecipeIsSaidWhereItIsAskedFor() throws {
    try withTemporaryFolder { folder in
      var archive = try exampleArchive()
      archive.recipe = "{\n  x"
      let path = folder.appending(path: "model.h5").path
      try ModelFile.write(archive, to: path)
      let found = try #require(try ModelArchive(path: path).recipe)
      #expect(found.text == "{\n  x")
      for _ in 0..<2 {
        let error = #expect(throws: JSONSyntaxError.self) { try found.node }
        #expect(error?.line == 2 && error?.column == 3)
      }
    }
  }

  /// Text of a model file is UTF-8, and nothing is mended unseen.
  @Test func bytesThatAreNoTextAreNotWritten() throws {
    try withTemporaryFolder { folder in
      var archive = try exampleArchive()
      archive.recipe = StoredRecipe(data: Data([0x7B, 0xFF, 0x7D]))
      let place = folder.appending(path: "folder").path
      try archive.writeHuggingFaceFolder(to: place + "//")
      let found = try ModelArchive(path: place + "//")
      #expect(found.recipe?.data == Data([0x7B, 0xFF, 0x7D]))
      #expect(
        message { try ModelFile.write(found, to: folder.appending(path: "model.h5").path) }
          == "\(place): the recipe is not valid UTF-8")
    }
  }
}
