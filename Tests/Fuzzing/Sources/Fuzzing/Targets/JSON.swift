import Foundation

@testable import LukeTasks
@testable import LukeText

/// Both readers of JSON, which agree, and what is written, which is read as the same.
let jsonTargets = [
  FuzzTarget(
    "json",
    words: ["true", "false", "null", "\\u", "\\ud83d\\ude00", "\\ud800", "1e999", "-0", "NaN"]
      + ["Infinity", "[[[[[[[[", "{\"\":", "\u{FEFF}", "\\\"", "0.1E-7", ",", "]", "}"],
    texts: [
      #"{"a": [1, -2.5e3, true, false, null], "b": {"c": "x\u00e9\n\ud83d\ude00"}, "": ""}"#,
      #"[[[[{"a": {}}]]], "\"\\\/\b\f\n\r\t", 0, -0.0, 12345678901234567890]"#,
      String(repeating: "[", count: 300), #"{"a": 1, "a": 2}"#, "\u{FEFF} null ", "1 2",
    ]
  ) { input in
    let value = try? JSONParser.parse(input)
    let withOffsets = try? JSONParser.parseWithOffsets(input)
    expect(value == withOffsets?.value, "with places another value is read")
    let node = try? JSONReader.read(input)
    expect(value != nil || node == nil, "what is no JSON is read")
    if let node { _ = node.value.compactText }
    if let value {
      let text = Array(written(value).utf8)
      let again = try? JSONParser.parse(text)
      expect(again == value, "written JSON is read as something else")
    }
    _ = try? JSONDecoder().decode([String: [String]].self, from: Data(input))
    _ = try? JSONSerialization.jsonObject(with: Data(input), options: .fragmentsAllowed)
  }
]

private func written(_ value: LukeText.JSONValue) -> String {
  switch value {
  case .null: "null"
  case .bool(let bool): bool ? "true" : "false"
  case .number(let text): text
  case .string(let text): quoted(text)
  case .array(let elements): "[" + elements.map(written).joined(separator: ",") + "]"
  case .object(let members):
    "{" + members.map { quoted($0.key) + ":" + written($0.value) }.joined(separator: ",") + "}"
  }
}

private func quoted(_ text: String) -> String {
  var bytes: [UInt8] = []
  LukeText.JSONWriter.append(text, to: &bytes)
  return String(decoding: bytes, as: UTF8.self)
}
