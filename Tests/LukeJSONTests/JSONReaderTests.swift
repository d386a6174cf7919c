import LukeJSON
import Testing

@Suite struct JSONReaderTests {
  @Test(arguments: [
    #"{"a":[1,-2.5e+3,true,false,null],"b":{"c":"d"}}"#, "[]", "{}", #""x""#, "0", "-0.5",
    #"["\"\\\n\t\r\u0001é😀"]"#,
  ])
  func writesWhatItRead(_ text: String) throws {
    #expect(try JSONReader.read(text).value.compactText == text)
  }

  @Test func readsEscapes() throws {
    let node = try JSONReader.read(#""\u00e9\ud83d\ude00\/\b\f""#)
    #expect(node.value.string == "é😀/\u{8}\u{C}")
  }

  @Test func skipsByteOrderMark() throws {
    #expect(try JSONReader.read([0xEF, 0xBB, 0xBF, 0x31]).value.wholeNumber == 1)
  }

  /// Some editors write these; what is wrong is not the first character.
  @Test(arguments: [
    ([0xFF, 0xFE, 0x7B, 0, 0x7D, 0], "UTF-16"), ([0xFE, 0xFF, 0, 0x7B, 0, 0x7D], "UTF-16"),
    ([0x7B, 0, 0x7D, 0], "UTF-16LE"), ([0, 0x7B, 0, 0x7D], "UTF-16BE"),
    ([0xFF, 0xFE, 0, 0, 0x31, 0, 0, 0], "UTF-32"), ([0, 0, 0xFE, 0xFF, 0, 0, 0, 0x31], "UTF-32"),
    ([0x31, 0, 0, 0], "UTF-32LE"), ([0, 0, 0, 0x31], "UTF-32BE"),
  ])
  func namesOtherEncodings(_ bytes: [UInt8], _ name: String) {
    let error = #expect(throws: JSONSyntaxError.self) { try JSONReader.read(bytes) }
    #expect(
      error?.description
        == "1:1: the file is in \(name), and JSON is read in UTF-8; convert it, for example with iconv -f \(name) -t UTF-8"
    )
  }

  @Test func knowsPlaces() throws {
    let node = try JSONReader.read("{\n  \"é\": 1, \"b\": [\n\n 7]}")
    let members = try #require(node.members)
    #expect(members[0].keyOrigin == .file(line: 2, column: 3))
    #expect(members[1].keyOrigin == .file(line: 2, column: 11))
    #expect(members[1].value.elements?.first?.origin == .file(line: 4, column: 2))
  }

  @Test(arguments: [
    ("", "1:1: expected a value, found the end of the file"),
    ("{", "1:2: expected a key in double quotes, found the end of the file"),
    ("{a: 1}", "1:2: expected a key in double quotes, found a"),
    ("{\"a\" 1}", "1:6: expected :, found 1"),
    ("{\"a\": 1\n \"b\": 2}", "2:2: expected , or }, found \""),
    ("[1, 2,\n]", "1:6: a comma before the closing ]"),
    ("{\"a\": 1,}", "1:8: a comma before the closing }"),
    ("{\"a\": 1, \"a\": 2}", "1:10: the key \"a\" is given twice (first at 1:2)"),
    ("[01]", "1:4: a number must not start with 0"),
    ("[1.]", "1:4: expected a digit, found ]"),
    ("[-]", "1:3: expected a digit, found ]"),
    ("[+1]", "1:2: expected a value, found +"),
    ("[NaN]", "1:2: NaN is no JSON; write a number, or null"),
    ("[1,\n -Infinity]", "2:2: Infinity is no JSON; write a number, or null"),
    ("{\"a\": Infinity}", "1:7: Infinity is no JSON; write a number, or null"),
    ("[True]", "1:2: True is no JSON; write true"),
    ("[None]", "1:2: None is no JSON; write null"),
    ("[nul]", "1:2: expected a value, found n"),
    (
      String(repeating: "9", count: 1001),
      "1:1: a number of 1001 characters; more than 1000 are not read"
    ),
    ("\"\u{0}\"", "1:2: a string must not hold a control character; write it as an escape"),
    ("1\u{0}", "1:2: expected the end of the file, found a control character"),
    ("// x", "1:1: expected a value, found /"),
    ("\"abc", "1:1: this string has no closing quote"),
    ("\"a\nb\"", "1:3: a string must not hold a line break; write it as an escape"),
    ("\"\\x\"", "1:2: no such escape"),
    ("\"\\u12\"", "1:2: \\u needs four hexadecimal digits"),
    ("\"\\ud800\"", "1:2: half a surrogate pair"),
    ("1 2", "1:3: expected the end of the file, found 2"),
    (String(repeating: "[", count: 300), "1:201: nested deeper than 200 levels"),
  ])
  func refuses(_ text: String, _ message: String) {
    let error = #expect(throws: JSONSyntaxError.self) { try JSONReader.read(text) }
    #expect(error?.description == message)
  }

  /// Objects with many keys are looked through as well as those with few.
  @Test func keysGivenTwiceAreFoundAmongMany() throws {
    let keys = (0..<40).map { "\"k\($0)\": \($0)" }
    #expect(
      try JSONReader.read("{" + keys.joined(separator: ", ") + "}").value.members?.count == 40)
    for twice in [0, 15, 16, 17, 39] {
      let text = "{" + keys.joined(separator: ",\n") + ",\n\"k\(twice)\": 1}"
      let error = #expect(throws: JSONSyntaxError.self) { try JSONReader.read(text) }
      #expect(
        error?.description
          == "41:1: the key \"k\(twice)\" is given twice (first at \(twice + 1):\(twice == 0 ? 2 : 1))"
      )
    }
    // Other bytes are another key, however alike they look.
    #expect(try JSONReader.read("{\"\u{e9}\": 1, \"e\u{301}\": 2}").value.members?.count == 2)
  }

  @Test func numbersThatNothingHoldsAreNoNumbers() throws {
    for (text, name) in [
      ("1e999", "1e999"), ("-1E+400", "-1E+400"),
      (String(repeating: "9", count: 400), String(repeating: "9", count: 37) + "…"),
    ] {
      let error = #expect(throws: JSONSyntaxError.self) {
        try JSONReader.read("{\"a\":\n \(text)}")
      }
      #expect(
        error?.description
          == "2:2: the number \(name) is out of range; the largest that is read is 1.797e308")
    }
    for text in ["1e308", "1e-999", "0e999", String(repeating: "9", count: 308)] {
      #expect(throws: Never.self) { try JSONReader.read(text) }
    }
    #expect(try JSONReader.read("123456789012345678901234567890").value.wholeNumber == nil)
  }

  @Test func refusesInvalidUTF8() {
    let error = #expect(throws: JSONSyntaxError.self) { try JSONReader.read([0x22, 0xFF, 0x22]) }
    #expect(error?.description == "1:1: this string is not valid UTF-8")
  }

  @Test(arguments: [
    (1e-5, "1e-05"), (0.06, "0.06"), (1.0, "1"), (-0.5, "-0.5"), (1e300, "1e+300"),
  ])
  func writesNumbersThatReadBackEqual(_ number: Double, _ text: String) throws {
    #expect(JSONValue.double(number).compactText == text)
    #expect(try JSONReader.read(text).value.double == number)
  }

  @Test(arguments: [("3", 3), ("3.0", 3), ("3e2", 300), ("3.5", nil), ("1e300", nil)])
  func readsWholeNumbers(_ text: String, _ number: Int?) throws {
    #expect(try JSONReader.read(text).value.wholeNumber == number)
  }
}
