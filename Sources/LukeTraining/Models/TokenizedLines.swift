import LukeJSON
import LukeTasks
import LukeText

/// The subwords of lines of text.
public enum TokenizedLines {
  /// Writes one JSON line for each line of text: tokens, ids, and offsets in Unicode scalars.
  ///
  /// Tokens are spelled as in the vocabulary; those that start and end a sequence have the offsets
  /// `[0, 0]`, as transformers gives them.
  /// - Parameters:
  ///   - input: a file, or `-` for standard input.
  ///   - model: an `.h5` file, a Hugging Face folder or the folder of a run, whose tokenizer is used.
  ///   - addsSpecialTokens: whether each line gets the tokens that start and end a sequence.
  ///   - output: gets the lines.
  ///   - observer: is told what happens.
  public static func write(
    of input: String, model: String, addsSpecialTokens: Bool, to output: LineWriter,
    observer: any RunObserver = RunObservers()
  ) throws {
    let place = try ModelPlace(model)
    if let note = place.note { try observer.note(note) }
    let tokenizer = try ModelArgument.tokenizer(place.path)
    try tokenizer.notes.forEach(observer.note)
    let lines = try LineReader(input)
    try observer.during(.tokenizing(file: lines.name), in: .bytes) { progress in
      try write(lines, tokenizer, addsSpecialTokens, to: output) {
        // Between lines on the same terminal progress would be in the way.
        if !output.isTerminal {
          try progress.tell(
            lines.bytesRead, of: lines.byteCount ?? 0, counted(lines.lineCount, "line"))
        }
      }
    }
    if lines.innerMarkCount > 0 {
      let marks =
        lines.innerMarkCount == 1
        ? "a byte order mark inside the text is"
        : "\(lines.innerMarkCount) byte order marks inside the text are"
      try observer.note("\(lines.name): \(marks) left out")
    }
  }

  /// Writes all lines, and calls `tell` each time that all is read of what was there.
  private static func write(
    _ lines: LineReader, _ tokenizer: Tokenizer, _ addsSpecialTokens: Bool,
    to output: LineWriter, tell: () throws -> Void
  ) throws {
    var writer = TokenLineWriter(tokenizer)
    var tokens: [Token] = []
    while let line = try lines.next() {
      tokens.removeAll(keepingCapacity: true)
      if addsSpecialTokens {
        tokens.append(Token(id: tokenizer.classificationID, start: 0, end: 0))
      }
      tokenizer.encode(word: line, into: &tokens)
      if addsSpecialTokens { tokens.append(Token(id: tokenizer.separatorID, start: 0, end: 0)) }
      try writer.write(tokens, to: output)
      if lines.isDrained {
        try output.flush()
        try tell()
      }
    }
  }
}

/// Writes tokens as JSON and remembers how each is spelled there.
struct TokenLineWriter {
  private let tokenizer: Tokenizer
  private var spellings: [Int32: [UInt8]] = [:]

  init(_ tokenizer: Tokenizer) { self.tokenizer = tokenizer }

  /// Writes the line of some tokens piece by piece: it is many times as long as the text.
  mutating func write(_ tokens: [Token], to output: LineWriter) throws {
    func list(_ name: String, writePart: (Token) throws -> Void) throws {
      try output.write(part: "\"\(name)\": [".utf8)
      for (index, token) in tokens.enumerated() {
        if index > 0 { try output.write(part: Self.comma) }
        try writePart(token)
      }
      try output.write(part: "]".utf8)
    }
    try output.write(part: "{".utf8)
    try list("tokens") { try output.write(part: spelling($0.id)) }
    try output.write(part: Self.comma)
    try list("ids") { try output.write(part: String($0.id).utf8) }
    try output.write(part: Self.comma)
    try list("offsets") { try output.write(part: "[\($0.start), \($0.end)]".utf8) }
    try output.write(part: "}\n".utf8)
  }

  private static let comma = Array(", ".utf8)

  private mutating func spelling(_ id: Int32) -> [UInt8] {
    if let known = spellings[id] { return known }
    var bytes: [UInt8] = []
    JSONWriter.append(tokenizer.token(id: id) ?? "", to: &bytes)
    spellings[id] = bytes
    return bytes
  }
}
