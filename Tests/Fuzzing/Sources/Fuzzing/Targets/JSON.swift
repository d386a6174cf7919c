import Foundation

@testable import LukeJSON

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
    expect(node?.value == value, "the reader that knows places reads another value")
    if let value {
      for text in [value.compactText, value.prettyText] {
        let again = try? JSONParser.parse(text.utf8)
        expect(again == value, "written JSON is read as something else")
      }
    }
    _ = try? JSONDecoder().decode([String: [String]].self, from: Data(input))
    _ = try? JSONSerialization.jsonObject(with: Data(input), options: .fragmentsAllowed)
  }
]
