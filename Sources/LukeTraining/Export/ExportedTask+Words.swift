import LukeCheckpoints

/// What a task is called, in words and on the Hugging Face hub.
extension ExportedTask {
  /// What comes after "for".
  var name: String {
    switch form {
    case .spansOfEntities, .spansOfWords, .taggedEntities: "named entity recognition"
    case .tags: "token classification"
    case .relations: "relation classification"
    case .types: "entity typing"
    case .texts: "text classification"
    case .choices: "multiple choice"
    case .answers: "extractive question answering"
    case .clozes: "cloze question answering"
    case .hidden: "masked words and entities"
    case .other: kind ?? "further training"
    }
  }

  /// What comes after "a model that".
  var purpose: String {
    switch form {
    case .spansOfEntities:
      "finds the entities of sentences, from a masked entity over each span of words"
    case .spansOfWords: "finds the entities of sentences, from the words of each span"
    case .taggedEntities: "finds the entities of sentences, from a tag for each word in IOB2"
    case .tags: "tags each word of a sentence"
    case .relations: "names the relation of two marked parts of a text"
    case .types: "names the types of marked mentions in a text"
    case .texts: setting("pairs")?.bool == true ? "classifies pairs of texts" : "classifies texts"
    case .choices: "chooses between answers to a question"
    case .answers: "finds the answer to a question in a text"
    case .clozes: "says which entity of a passage fills a gap in a sentence"
    case .hidden: "was pretrained to tell hidden words and entities, and is there to be fine-tuned"
    case .other: kind.map { "was trained for \($0)" } ?? "has no task yet"
    }
  }

  /// The task of the hub that comes nearest; nil where none does.
  var hubTask: String? {
    switch form {
    case .spansOfEntities, .spansOfWords, .taggedEntities, .tags: "token-classification"
    case .relations, .types, .texts: "text-classification"
    case .choices: "multiple-choice"
    case .answers, .clozes: "question-answering"
    case .hidden: "fill-mask"
    case .other: nil
    }
  }

  /// The task of the hub whose pipeline or automatic class in transformers loads the model and means what it says;
  /// nil where there is none.
  func pipelineTag(usesEntities: Bool) -> String? {
    switch form {
    case .taggedEntities, .tags, .texts, .choices, .answers, .hidden: hubTask
    // Markers stand in the text of a plain encoder, and entities over them in that of a LUKE.
    case .relations, .types: usesEntities ? nil : hubTask
    case .spansOfEntities, .spansOfWords, .clozes, .other: nil
    }
  }
}
