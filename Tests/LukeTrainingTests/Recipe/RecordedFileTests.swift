import Foundation
import LukeTraining
import Testing

/// Files of the checkout that follow from the code; `make schema` writes them.
@Suite struct RecordedFileTests {
  @Test func theSchemaIsThatOfTheCode() throws {
    try PackageFolder.expect(Recipe.schemaText, equalsFile: "Recipes/recipe.schema.json")
  }

  /// The program carries the catalogue of data sets with it.
  @Test func theProgramHasTheCatalogue() throws {
    let file = PackageFolder.root.appending(path: "Datasets/catalog.json")
    let text = try String(contentsOf: file, encoding: .utf8)
    try PackageFolder.expect(
      """
      // swift-format-ignore-file
      // Written by `make schema` of Datasets/catalog.json.

      extension DatasetCatalog {
        /// The catalogue that comes with the program.
        static let text = #\"""

      """ + text + "\"\"\"#\n}\n",
      equalsFile: "Sources/LukeTraining/Datasets/DatasetCatalog+Text.swift")
  }

  @Test func theReadmeListsEveryKey() throws {
    let file = PackageFolder.root.appending(path: "README.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    let start = "<!-- keys of recipes: written by `make schema` -->\n"
    let parts = text.components(separatedBy: start)
    try #require(parts.count == 2, "README.md lost the mark before the table of keys")
    let end = try #require(parts[1].range(of: "<!-- end of keys -->"))
    let expected = parts[0] + start + Recipe.keyTable + parts[1][end.lowerBound...]
    try PackageFolder.expect(expected, equalsFile: "README.md")
  }
}
