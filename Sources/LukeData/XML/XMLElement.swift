/// An element of XML with what is in it.
struct XMLElement {
  let name: String
  var attributes: [String: String] = [:]
  /// The text right below the element, that of its children left out.
  var ownText = ""
  var children: [XMLElement] = []
  /// The line of its tag, counted from 1.
  let line: Int

  /// The first child of a name.
  func first(_ name: String) -> XMLElement? { children.first { $0.name == name } }

  /// The children of a name.
  func all(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }
}
