import Foundation
import LukeTestSupport
import LukeTraining
import Testing

/// Files of the checkout that follow from the code; `make schema` writes them.
@Suite struct RecordedFileTests {
  @Test func theSchemaIsThatOfTheCode() throws {
    try expectRecorded(Recipe.schemaText, in: "Recipes/recipe.schema.json")
  }

  /// The program carries the catalogue of data sets with it.
  @Test func theProgramHasTheCatalogue() throws {
    let file = PackageFolder.root.appending(path: "Datasets/catalog.json")
    let text = try String(contentsOf: file, encoding: .utf8)
    try expectRecorded(
      """
      // swift-format-ignore-file
      // Written by `make schema` of Datasets/catalog.json.

      extension DatasetCatalog {
        /// The catalogue that comes with the program.
        static let text = #\"""

      """ + text + "\"\"\"#\n}\n",
      in: "Sources/LukeTraining/Datasets/DatasetCatalog+Text.swift")
  }

  @Test func theGuideListsEveryKey() throws {
    let path = "Sources/LukeTraining/LukeTraining.docc/Guides/RecipeKeys.md"
    let text = try String(contentsOf: PackageFolder.root.appending(path: path), encoding: .utf8)
    let start = "<!-- keys of recipes: written by `make schema` -->\n\n"
    let parts = text.components(separatedBy: start)
    try #require(parts.count == 2, "\(path) lost the mark before the tables of keys")
    let end = try #require(parts[1].range(of: "\n<!-- end of keys -->"))
    let written = parts[0] + start + Recipe.keyTables + parts[1][end.lowerBound...]
    try expectRecorded(written, in: path)
  }
}
