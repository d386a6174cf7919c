import Foundation
import LukeCorpus
import LukeText

/// A byte-level tokenizer without merges: every byte is a word, so that tests see each space.
let byteTokenizer: Tokenizer = {
  var visible = Array(0x21...0x7E) + Array(0xA1...0xAC) + Array(0xAE...0xFF)
  var characters = [Int: Int](uniqueKeysWithValues: visible.map { ($0, $0) })
  for byte in 0..<256 where characters[byte] == nil {
    characters[byte] = 256 + characters.count - visible.count
  }
  var entries = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"].enumerated().map {
    "\"\($0.element)\": \($0.offset + 256)"
  }
  for (byte, character) in characters {
    let spelling = String(character, radix: 16)
    let digits = String(repeating: "0", count: 4 - spelling.count) + spelling
    entries.append("\"\\u\(digits)\": \(byte)")
  }
  let files = [
    "vocab.json": Data("{\(entries.joined(separator: ", "))}".utf8),
    "merges.txt": Data("#version: 0.2\n".utf8),
  ]
  do {
    return try Tokenizer(files: files, origin: "bytes")
  } catch {
    preconditionFailure("\(error)")
  }
}()

/// A WordPiece tokenizer of a few words.
let wordPieceTokenizer: Tokenizer = {
  let words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "b", "##b", "c", "##c", "."]
  do {
    return try Tokenizer(
      files: ["vocab.txt": Data(words.joined(separator: "\n").utf8)], origin: "pieces")
  } catch {
    preconditionFailure("\(error)")
  }
}()

/// The text that ids of `byteTokenizer` stand for; special tokens as `<number>`.
func text(_ words: some Sequence<Int32>) -> String {
  var bytes: [UInt8] = []
  for word in words {
    if let byte = UInt8(exactly: word) {
      bytes.append(byte)
    } else {
      bytes += "<\(word)>".utf8
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}

/// A paragraph in which `[[words|title]]` and `[[title]]` are links.
func linked(_ marked: String) -> LinkedText {
  var text = ""
  var links: [EntityLink] = []
  for (number, part) in marked.split(separator: "[[", omittingEmptySubsequences: false).enumerated()
  {
    guard number > 0, let end = part.range(of: "]]") else {
      text += part
      continue
    }
    let link = part[..<end.lowerBound].split(separator: "|", omittingEmptySubsequences: false)
    let start = text.utf8.count
    text += link[0]
    links.append(EntityLink(title: String(link[link.count - 1]), range: start..<text.utf8.count))
    text += part[end.upperBound...]
  }
  return LinkedText(text: text, links: links)
}

/// An entity lookup in which a title of letters and digits `e<number>` is the entity of that number.
let numberedEntities = EntityLookup(
  unknownID: 1, document: { $0.first == "e" ? Int32($0.dropFirst()) : nil },
  link: {
    EntityLookup.Target(
      entity: $0.first == "e" ? Int32($0.dropFirst()) : nil, isCategory: $0.hasPrefix("Category:"))
  })
