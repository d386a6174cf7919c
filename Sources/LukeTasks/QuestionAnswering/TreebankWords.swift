/// The words of a text in small letters as the Penn Treebank has them: punctuation and contracted words stand
/// alone.
///
/// CMRC 2018's scorer cuts what stands between Chinese characters so. Source: the rules of NLTK's
/// `NLTKWordTokenizer`, in its order, for a text that is one sentence; what they make of quotes is as odd as
/// there.
package struct TreebankWords {
  private var text: [Unicode.Scalar]

  /// The words of a text.
  package static func words(_ text: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
    var rules = TreebankWords(text: text)
    rules.partOpeningQuotes()
    rules.partPunctuation()
    rules.partClosingQuotes()
    return PythonText.words(rules.text).flatMap(contracted)
  }

  // MARK: Rules

  private mutating func partOpeningQuotes() {
    pad { "«“‘„".unicodeScalars.contains($0) }
    padRuns(of: "`", atLeast: 1)
    replace { text, place in
      let areTwo = text[place] == "`" && place + 1 < text.count && text[place + 1] == "`"
      return areTwo ? (2, Self.opening) : nil
    }
    if text.first == "\"" { text.replaceSubrange(0..<1, with: Self.opening) }
    replace { text, place in
      guard " ([{<".unicodeScalars.contains(text[place]), place + 1 < text.count else { return nil }
      if text[place + 1] == "\"" { return (2, [text[place]] + Self.opening) }
      let areTwo = place + 2 < text.count && text[place + 1] == "'" && text[place + 2] == "'"
      return areTwo ? (3, [text[place]] + Self.opening) : nil
    }
    replace { text, place in
      guard text[place] == "'", place == 0 || !PythonText.isWordScalar(text[place - 1]) else {
        return nil
      }
      let word = text[(place + 1)...].prefix(while: PythonText.isWordScalar)
      return word.isEmpty || Self.endings.contains(Array(word)) ? nil : (1, ["'", " "])
    }
  }

  private mutating func partPunctuation() {
    partFinalPeriod()
    replace { text, place in
      guard text[place] == ":" || text[place] == "," else { return nil }
      guard place + 1 < text.count else { return (1, [" ", text[place], " "]) }
      let isNumber = text[place + 1].properties.generalCategory == .decimalNumber
      return isNumber ? nil : (2, [" ", text[place], " ", text[place + 1]])
    }
    padRuns(of: ".", atLeast: 2)
    pad { ";@#$%&?!*‒–—―".unicodeScalars.contains($0) }
    replace { text, place in
      guard place + 2 < text.count, text[place] != "'", text[place + 1] == "'",
        text[place + 2] == " "
      else { return nil }
      return (3, [text[place], " ", "'", " "])
    }
    pad { "[](){}<>".unicodeScalars.contains($0) }
    replace { text, place in
      let isDash = text[place] == "-" && place + 1 < text.count && text[place + 1] == "-"
      return isDash ? (2, [" ", "-", "-", " "]) : nil
    }
  }

  /// The period that ends the text, with brackets and quotes behind it, unless another one is before it.
  private mutating func partFinalPeriod() {
    guard let place = text.lastIndex(of: "."), place > 0, text[place - 1] != "." else { return }
    let rest = text[(place + 1)...].drop { "])}>\"'»”’ ".unicodeScalars.contains($0) }
    guard rest.allSatisfy(PythonText.isSpace) else { return }
    text = text[..<place] + [" ", ".", " "] + text[(place + 1)..<rest.startIndex] + [" "]
  }

  private mutating func partClosingQuotes() {
    text = [" "] + text + [" "]
    pad { "»”’".unicodeScalars.contains($0) }
    replace { text, place in
      let areTwo = text[place] == "'" && place + 1 < text.count && text[place + 1] == "'"
      return areTwo ? (2, Self.closing) : nil
    }
    replace { text, place in text[place] == "\"" ? (1, Self.closing) : nil }
    text = Array(PythonText.words(text).joined(separator: [" "]))
    text = [" "] + text + [" "]
    for endings in [["'s", "'m", "'d", "'"], ["'ll", "'re", "'ve", "n't"]] {
      let endings = endings.map { Array($0.unicodeScalars) }
      replace { text, place in
        guard text[place] != "'", text[place] != " " else { return nil }
        let rest = text[(place + 1)...]
        guard let ending = endings.first(where: { rest.starts(with: $0 + [" "]) }) else {
          return nil
        }
        return (ending.count + 2, [text[place], " "] + ending + [" "])
      }
    }
  }

  private static let opening: [Unicode.Scalar] = [" ", "`", "`", " "]
  private static let closing: [Unicode.Scalar] = [" ", "'", "'", " "]
  private static let endings = Set(
    ["re", "ve", "ll", "m", "t", "s", "d", "n"].map { Array($0.unicodeScalars) })

  /// A word that is two, such as "cannot", or that has such a one between hyphens and the like.
  private static func contracted(_ word: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
    func isWord(_ place: Int) -> Bool {
      word.indices.contains(place) && PythonText.isWordScalar(word[place])
    }
    for (whole, cut) in contractions where word.count >= whole.count {
      for start in 0...word.count - whole.count where word[start...].starts(with: whole) {
        let end = start + whole.count
        // Those with the quote in front must begin a word, and one must end it.
        if isWord(start - 1) || isWord(end) || whole[0] == "'" && start > 0 { continue }
        if whole == wanna, end < word.count { continue }
        let parts = [
          word[..<start], word[start..<start + cut], word[start + cut..<end], word[end...],
        ]
        return parts.filter { !$0.isEmpty }.flatMap { contracted(Array($0)) }
      }
    }
    return [word]
  }

  private static let wanna = Array("wanna".unicodeScalars)
  private static let contractions: [(whole: [Unicode.Scalar], cut: Int)] = [
    ("cannot", 3), ("d'ye", 1), ("gimme", 3), ("gonna", 3), ("gotta", 3), ("lemme", 3),
    ("more'n", 4), ("wanna", 3), ("'tis", 2), ("'twas", 2),
  ].map { (Array($0.0.unicodeScalars), $0.1) }

  // MARK: Changing text

  private mutating func pad(_ isMeant: (Unicode.Scalar) -> Bool) {
    replace { text, place in isMeant(text[place]) ? (1, [" ", text[place], " "]) : nil }
  }

  private mutating func padRuns(of scalar: Unicode.Scalar, atLeast least: Int) {
    replace { text, place in
      let run = text[place...].prefix { $0 == scalar }
      return run.count >= least ? (run.count, [" "] + run + [" "]) : nil
    }
  }

  /// Goes through the text once; where `rule` gives something, it takes the place of so many scalars.
  private mutating func replace(
    _ rule: (_ text: [Unicode.Scalar], _ place: Int) -> (Int, [Unicode.Scalar])?
  ) {
    var (result, place): ([Unicode.Scalar], Int) = ([], 0)
    while place < text.count {
      if let (count, new) = rule(text, place) {
        result += new
        place += count
      } else {
        result.append(text[place])
        place += 1
      }
    }
    text = result
  }
}
