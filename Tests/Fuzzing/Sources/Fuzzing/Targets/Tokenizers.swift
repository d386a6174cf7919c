import Foundation
import LukeText

/// The files of tokenizers, in their three layouts.
let tokenizerTargets = [
  FuzzTarget(
    "tokenizer-json", words: words,
    seeds: {
      [
        .joined([wordPieceJSON]), .joined([bytePairJSON]),
        .joined([bytePairJSON, configuration, roles, #"{"<ent>": 300, "<ent2>": 301}"#]),
      ]
    }
  ) { input in
    try read(
      ["tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json"],
      input)
  },
  FuzzTarget(
    "tokenizer-vocab-txt", words: words,
    seeds: {
      [
        .joined([SampleTokenizers.wordPieces]),
        .joined([SampleTokenizers.wordPieces, #"{"do_lower_case": false}"#]),
      ]
    }
  ) { input in
    try read(
      ["vocab.txt", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json"], input)
  },
  FuzzTarget(
    "tokenizer-vocab-json", words: words,
    seeds: {
      let files = try SampleTokenizers.bytePairFiles().mapValues {
        String(decoding: $0, as: UTF8.self)
      }
      return [
        .joined([
          files["vocab.json"] ?? "", files["merges.txt"] ?? "",
          files["tokenizer_config.json"] ?? "", files["special_tokens_map.json"] ?? "",
        ]),
        .joined([
          #"{"<s>": 0, "<pad>": 1, "</s>": 2, "<unk>": 3, "<mask>": 4, "a": 5, "b": 6, "ab": 7}"#,
          "#version: 0.2\na b\n",
        ]),
      ]
    }
  ) { input in
    try read(
      [
        "vocab.json", "merges.txt", "tokenizer_config.json", "special_tokens_map.json",
        "added_tokens.json",
      ],
      input)
  },
]

private func read(_ names: [String], _ input: [UInt8]) throws {
  var files: [String: Data] = [:]
  for (name, part) in zip(names, input.parts(names.count)) where !part.isEmpty {
    files[name] = Data(part)
  }
  let tokenizer = try Tokenizer(files: files, origin: "input")
  checkEncoding(of: "Ada saw Zoë in 東京 <mask>, [MASK]!\n\u{AD}a\u{301} <ent> ab  ", by: tokenizer)
  for id in [0, 1, tokenizer.vocabularySize - 1] { _ = tokenizer.token(id: Int32(id)) }
  // What is kept in a model is read as the same tokenizer.
  let again = try Tokenizer(files: tokenizer.files, origin: "again")
  expect(again.vocabularySize == tokenizer.vocabularySize, "a kept tokenizer is another")
}

private let words =
  [
    "\"vocab\"", "\"merges\"", "\"added_tokens\"", "\"special\"", "\"content\"", "\"id\"",
    "\"lstrip\"",
  ]
  + [
    "\"rstrip\"", "\"single_word\"", "\"normalized\"", "\"model\"", "\"type\"", "\"BPE\"",
    "\"WordPiece\"",
  ]
  + [
    "\"unk_token\"", "\"cls_token\"", "\"mask_token\"", "\"add_prefix_space\"", "\"trim_offsets\"",
  ]
  + [
    "\"ByteLevel\"", "\"BertNormalizer\"", "\"max_input_chars_per_word\"", "\u{0}", "Ġ", "##",
    "[UNK]",
  ]
  + ["2147483647", "16000000", "-1", "\"continuing_subword_prefix\"", "\"ignore_merges\"", "\"\""]

private let configuration =
  #"{"tokenizer_class": "RobertaTokenizer", "add_prefix_space": true, "unk_token": "<unk>"}"#

private let roles =
  #"{"cls_token": "<s>", "sep_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>", "#
  + #""mask_token": {"content": "<mask>", "lstrip": true}}"#

private let bytePairJSON =
  #"{"version": "1.0", "added_tokens": [{"id": 4, "content": "<mask>", "special": true, "lstrip": "#
  + #"true, "rstrip": false, "single_word": false, "normalized": false}], "normalizer": null, "#
  + #""pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true}, "#
  + #""post_processor": {"type": "RobertaProcessing", "sep": ["</s>", 2], "cls": ["<s>", 0], "#
  + #""trim_offsets": true, "add_prefix_space": false}, "decoder": {"type": "ByteLevel"}, "#
  + #""model": {"type": "BPE", "dropout": null, "unk_token": "<unk>", "ignore_merges": false, "#
  + #""vocab": {"<s>": 0, "<pad>": 1, "</s>": 2, "<unk>": 3, "a": 5, "b": 6, "ab": 7, "Ġ": 8, "#
  + #""Ġa": 9}, "merges": ["a b", ["Ġ", "a"]]}}"#

private let wordPieceJSON =
  ###"{"version": "1.0", "added_tokens": [{"id": 4, "content": "[MASK]", "special": true, "lstrip": "###
  + ###"false, "rstrip": false, "single_word": false, "normalized": false}], "normalizer": {"type": "###
  + ###""BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": null, "###
  + ###""lowercase": true}, "pre_tokenizer": {"type": "BertPreTokenizer"}, "post_processor": null, "###
  + ###""model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "###
  + ###""max_input_chars_per_word": 100, "vocab": {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "###
  + ###""a": 5, "##b": 6, "zoe": 7, "東": 8}}}"###
