import LukeJSON
import Testing

/// Where the parts of a value came from.
@Suite struct JSONNodeTests {
  @Test func partsKeepTheirPlacesWhereOthersArePutBesideThem() throws {
    let override = JSONOrigin.override(key: "b", text: "[2]")
    let root = try JSONReader.read("{\n \"a\": [1, {\"x\": 2}]}")
    let added = JSONMember(
      "b", JSONNode(.array([.integer(2)]), origin: override), keyOrigin: override)
    let node = JSONNode(members: (root.members ?? []) + [added], origin: root.origin)
    #expect(node.value.compactText == #"{"a":[1,{"x":2}],"b":[2]}"#)
    #expect(node.origin == .file(line: 1, column: 1))
    let inner = try #require(node["a"]?.elements?[1])
    #expect(inner.origin == .file(line: 2, column: 11))
    #expect(inner.members?[0].keyOrigin == .file(line: 2, column: 12))
    #expect(inner["x"]?.origin == .file(line: 2, column: 17))
    #expect(node.members?[1].keyOrigin == override)
    #expect(node["b"]?.elements?[0].origin == override)
  }

  @Test func anElementThatIsReplacedLeavesTheOthers() throws {
    let root = try JSONReader.read("[1, [2, 3]]")
    let elements = [JSONNode(.integer(7)), try #require(root.elements?[1])]
    let node = JSONNode(elements: elements, origin: root.origin)
    #expect(node.value.compactText == "[7,[2,3]]")
    #expect(node.elements?.map(\.origin) == [.none, .file(line: 1, column: 5)])
    #expect(node.elements?[1].elements?[1].origin == .file(line: 1, column: 9))
  }

  /// A value that is `null` is there; to a JSON value itself, it is as if it were not.
  @Test func nullIsThere() throws {
    let node = try JSONReader.read(#"{"a": null, "b": 1}"#)
    #expect(node["a"]?.value == .null && node["c"] == nil)
    #expect(node.value["a"] == nil && node.value["b"]?.integer == 1)
  }
}
