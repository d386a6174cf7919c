import LukeCheckpoints
import LukeJSON
import LukeModel
import LukeTasks

/// What a model that is exported is for, as its card and its script need to know it.
struct ExportedTask {
  /// What the model classifies.
  enum Form: Hashable {
    /// Entities, from a masked entity over each span.
    case spansOfEntities
    /// Entities, from the words of each span.
    case spansOfWords
    /// Entities, from a tag for each word.
    case taggedEntities
    /// A tag for each word.
    case tags
    /// The relation of two spans.
    case relations
    /// The types of mentions.
    case types
    /// Texts, or pairs of them.
    case texts
    /// Choices.
    case choices
    /// Where the answer to a question stands.
    case answers
    /// Which entity of a passage fills a gap.
    case clozes
    /// Hidden words and entities.
    case hidden
    /// What only another program knows.
    case other
  }

  let form: Form
  /// The name of the task in recipes; nil where nothing tells it.
  let kind: String?
  /// The classes; none where the task has none.
  let labels: [String]
  /// The section `task` of the model's recipe; an empty object where it has none.
  let settings: JSONValue

  init(_ archive: ModelArchive) {
    let recipe = try? archive.recipe?.node.value
    settings = recipe?["task"] ?? .object([])
    let configuration = archive.configuration
    let fitting = configuration.architectures?.first.flatMap {
      TaskRegistry.task(ofArchitecture: $0)
    }
    kind = settings["kind"]?.string ?? archive.task?.rawValue ?? fitting?.kind
    let columns = configuration.labels ?? []
    let classes = SpansOfWords.classes(ofColumns: columns)
    let isOfWords = !configuration.usesEntities && settings["head"]?.string == "words"
    form = Self.form(kind, usesEntities: configuration.usesEntities, isOfWords: isOfWords)
    labels = form == .spansOfWords ? classes : Self.hasClasses(form) ? columns : []
  }

  private static func form(_ kind: String?, usesEntities: Bool, isOfWords: Bool) -> Form {
    switch kind {
    case NamedEntityRecognitionTask.kind:
      usesEntities ? .spansOfEntities : isOfWords ? .spansOfWords : .taggedEntities
    case TokenClassificationTask.kind: .tags
    case RelationClassificationTask.kind: .relations
    case EntityTypingTask.kind: .types
    case SequenceClassificationTask.kind: .texts
    case MultipleChoiceTask.kind: .choices
    case QuestionAnsweringTask.kind: .answers
    case ClozeQuestionAnsweringTask.kind: .clozes
    case Pretraining.kind: .hidden
    default: .other
    }
  }

  private static func hasClasses(_ form: Form) -> Bool {
    ![.choices, .answers, .clozes, .hidden].contains(form)
  }

  /// A setting that is given; nil where it is null or not known.
  func setting(_ key: String) -> JSONValue? {
    settings[key].flatMap { $0 == .null ? nil : $0 }
  }

  /// The language that settings name, where it is one of the hub's.
  var languages: [String] {
    [
      setting("language")?.string, setting("entities")?["language"]?.string,
      setting("sequences")?["language"]?.string,
    ].compactMap(\.self).filter(HubFacts.isLanguage).prefix(1).map(\.self)
  }

  /// Whether mentions of a dictionary are fed as entities, which takes the dictionary.
  var linksMentions: Bool { setting("entities") != nil }
}
