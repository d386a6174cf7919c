import LukeData

@testable import LukeTasks

/// Files of sentences with entities and of texts with relations, up to what the model reads of them.
let labelledDataTargets = [
  FuzzTarget(
    "entities",
    words: ["-DOCSTART- -X- O", "B-PER", "I-PER", "S-LOC", "E-LOC", "# id", "\t", "\n\n"]
      + ["\"tokens\"", "\"tags\"", "\"entities\"", "\"start\"", "\"end\"", "\"label\"", "\\u0000"]
      + ["#FORMAT=WebAnno TSV 3.3\n", "#Text=", "1|t|", "\"spans\"", "\"annotations\""]
      + ["<document>", "<passage>", "</passage>", "<offset>", "<location offset='0' length='1'/>"]
      + ["<!DOCTYPE a [<!ENTITY b 'c'>]>", "&b;", "\"documents\"", "\"passages\"", "\"locations\""]
      + ["\u{FEFF}", "\u{2028}", "\u{A0}", "\u{200B}", "é"],
    seeds: {
      entityTexts.map { [0, 0, 0, 0, 0] + Array($0.utf8) } + [[0, 0, 0, 0, 0, 0xE9, 0x20, 0x4F]]
    }
  ) { input in
    var choices = Choices(input)
    var options = EntityDataOptions()
    options.format = choices.one(of: [nil] + EntityDataFormat.allCases)
    options.encoding = choices.one(of: [nil, .utf8, .latin1])
    options.tagScheme = choices.one(of: [nil] + TagScheme.allCases)
    options.requiresLabels = !choices.flag()
    options.badRecords = choices.flag() ? .skip : .stop
    let corpus = try EntityDataReader.read(bytes: choices.bytes, name: "input", options: options)
    for sentence in corpus.sentences {
      for entity in sentence.entities {
        expect(
          !entity.words.isEmpty && sentence.words.indices.contains(entity.words.lowerBound)
            && entity.words.upperBound <= sentence.words.count, "an entity outside of its sentence")
        _ = sentence.text(of: entity.words)
      }
    }
    try tokenizeAll(NamedEntityRecognitionTask.self, NamedEntityRecognitionSettings(), corpus)
  },
  FuzzTarget(
    "relations",
    words: ["<e1>", "</e1>", "<e2>", "</e2>", "Comment:", "(e1,e2)", "no_relation", "\t\""]
      + [
        "\"subj_start\"", "\"subj_end\"", "\"obj_start\"", "\"obj_end\"", "\"token\"",
        "\"relation\"",
      ]
      + ["\"tokens\"", "\"h\"", "\"t\"", "[[0]]", "\"entity1_indices\"", "\"entities\""]
      + [
        "\"relations\"", "\"from_id\"", "\"to_id\"", "\"start_offset\"", "<relation>",
        "<node refid='a'/>",
        "\"head\"", "\"tail\"", "\"start\"", "\"end\"", "\"text\"", "-LRB-", "9223372036854775807",
      ],
    seeds: { relationTexts.map { [0, 0, 0, 0, 0, 0] + Array($0.utf8) } }
  ) { input in
    var choices = Choices(input)
    var options = RelationDataOptions()
    options.format = choices.one(of: [nil] + RelationDataFormat.allCases)
    options.encoding = choices.one(of: [nil, .utf8, .latin1])
    options.restoresBrackets = choices.flag()
    options.requiresLabels = !choices.flag()
    options.badRecords = choices.flag() ? .skip : .stop
    options.asksPairs = choices.flag()
    let corpus = try RelationDataReader.read(bytes: choices.bytes, name: "input", options: options)
    for example in corpus.examples { _ = (example.headText, example.tailText) }
    try tokenizeAll(RelationClassificationTask.self, RelationClassificationSettings(), corpus)
  },
  FuzzTarget(
    "mentions",
    words: ["\"text\"", "\"sent\"", "\"tokens\"", "\"mentions\"", "\"entities\"", "\"labels\""]
      + ["\"start\"", "\"end\"", "\"y_str\"", "\"mention_span\"", "\"left_context_token\""]
      + ["\"right_context_token\"", "-LRB-", "-RSB-", "9223372036854775807", "👩‍🚒"],
    seeds: { mentionTexts.map { [0, 0, 0] + Array($0.utf8) } }
  ) { input in
    var choices = Choices(input)
    var options = MentionDataOptions()
    options.format = choices.one(of: [nil] + MentionDataFormat.allCases)
    options.badRecords = choices.flag() ? .skip : .stop
    options.requiresLabels = !choices.flag()
    let corpus = try MentionDataReader.read(bytes: choices.bytes, name: "input", options: options)
    for text in corpus.texts {
      for mention in text.mentions { _ = text.text(of: mention) }
    }
    try tokenizeAll(EntityTypingTask.self, EntityTypingSettings(), corpus)
  },
  FuzzTarget(
    "questions",
    words: ["\"data\"", "\"paragraphs\"", "\"qas\"", "\"context\"", "\"question\"", "\"answers\""]
      + ["\"text\"", "\"answer_start\"", "\"is_impossible\"", "true", "\"context_text\""]
      + ["\"query_text\"", "\"answer\"", "-1", "9223372036854775807", "👩‍🚒"],
    seeds: { questionTexts.map { [0, 0, 0, 0] + Array($0.utf8) } }
  ) { input in
    var choices = Choices(input)
    var options = QuestionDataOptions()
    options.format = choices.one(of: [nil] + QuestionDataFormat.allCases)
    options.answerStarts = choices.one(of: AnswerStarts.allCases)
    options.badRecords = choices.flag() ? .skip : .stop
    options.requiresLabels = !choices.flag()
    let source = try SourceText(bytes: choices.bytes, file: "input")
    let corpus = try QuestionDataReader.read(source, options)
    for example in corpus.examples {
      let scalars = Array(example.context.unicodeScalars)
      for answer in example.answers ?? [] {
        guard let span = answer.span else { continue }
        expect(
          span.upperBound <= scalars.count
            && scalars[span].elementsEqual(answer.text.unicodeScalars), "an answer elsewhere")
      }
    }
    try tokenizeAll(QuestionAnsweringTask.self, QuestionAnsweringSettings(), corpus)
  },
  FuzzTarget(
    "classified-texts",
    words: [
      "\"text\"", "\"label\"", "\"labels\"", "\"cats\"", "\"accept\"", "\"options\"", "\"answer\"",
    ]
      + [
        "\"annotations\"", "\"result\"", "\"choices\"", "\"data\"", "\"_task_hash\"", "\"reject\"",
      ]
      + ["sentence1\tsentence2\tlabel\n", "column_data,column_label\n", "\"\"", ";"],
    seeds: { classifiedTexts.map { [0, 0, 0, 0, 0] + Array($0.utf8) } }
  ) { input in
    var choices = Choices(input)
    var options = TextDataOptions()
    options.records.format = choices.one(of: [nil] + RecordFormat.allCases)
    options.records.header = choices.one(of: [nil, true, false])
    options.records.quoting = choices.one(of: [nil, true, false])
    options.badRecords = choices.flag() ? .skip : .stop
    options.requiresLabels = !choices.flag()
    let source = try SourceText(bytes: choices.bytes, file: "input")
    let corpus = try TextDataReader.read(source, options)
    try tokenizeAll(SequenceClassificationTask.self, SequenceClassificationSettings(), corpus)
  },
  FuzzTarget(
    "choices",
    words: ["\"question\"", "\"stem\"", "\"choices\"", "\"label\"", "\"answerKey\"", "\"premise\""]
      + [
        "\"choice1\"", "\"choice2\"", "\"ending0\"", "\"passage\"", "\"questions\"", "\"answers\"",
      ],
    seeds: { choiceTexts.map { [0, 0, 0] + Array($0.utf8) } }
  ) { input in
    var choices = Choices(input)
    var options = ChoiceDataOptions()
    options.records.format = choices.one(of: [nil] + RecordFormat.allCases)
    options.badRecords = choices.flag() ? .skip : .stop
    options.requiresLabels = !choices.flag()
    let source = try SourceText(bytes: choices.bytes, file: "input")
    let corpus = try ChoiceDataReader.read(source, options)
    try tokenizeAll(MultipleChoiceTask.self, MultipleChoiceSettings(), corpus) { $0.choices.count }
  },
  FuzzTarget(
    "clozes",
    words: ["\"passage\"", "\"entities\"", "\"qas\"", "\"query\"", "@placeholder", "@highlight"]
      + [
        "\"answers\"", "\"start\"", "\"end\"", "\"text\"", "\"data\"", "-1", "9223372036854775807",
      ],
    seeds: { clozeTexts.map { [0, 0] + Array($0.utf8) } }
  ) { input in
    var choices = Choices(input)
    var data = ClozeDataSettings()
    data.badRecords = choices.flag() ? .skip : .stop
    let requiresLabels = !choices.flag()
    let source = try SourceText(bytes: choices.bytes, file: "input")
    let corpus = try ClozeDataReader.read(source, data, requiresLabels: requiresLabels)
    try tokenizeAll(ClozeQuestionAnsweringTask.self, ClozeQuestionAnsweringSettings(), corpus)
  },
]

/// Makes of a corpus what the model reads.
private func tokenizeAll<Task: FineTuningTask>(
  _ type: Task.Type, _ settings: Task.Settings, _ corpus: Task.Corpus,
  passes: (Task.Feature) -> Int = { _ in 1 }
) throws {
  let vocabulary = TaskVocabulary(
    tokenizer: SampleTokenizers.bytePair, maskEntityID: 2, secondMaskEntityID: 3)
  let task = try Task(settings, vocabulary, labels: try Task.labels(in: [corpus], settings))
  for feature in task.features(of: corpus).features {
    let limit = Task.maximumLength(settings) * passes(feature)
    expect(task.size(of: feature).words <= limit, "too long a pass")
  }
  _ = Task.describe(corpus)
}

private let entityTexts = [
  "<?xml version='1.0'?><!DOCTYPE collection SYSTEM 'BioC.dtd'><collection><document><id>1</id><passage>"
    + "<offset>0</offset><text>Ada &amp; Bo</text><annotation id='0'><infon key='type'>P</infon>"
    + "<location offset='0' length='3'/><text>Ada</text></annotation></passage></document></collection>",
  #"{"documents": [{"id": "1", "passages": [{"offset": 0, "text": "Ada", "annotations": [{"id": "0", "#
    + #""infons": {"type": "P"}, "locations": [{"offset": 0, "length": 3}]}]}]}]}"#,
  "Ada B-PER\nLovelace I-PER\nwent O\nto O\nRome B-LOC\n\nIt O\nrained O\n",
  "-DOCSTART- -X- O O\n\nAda NNP I-NP I-PER\nis VBZ I-VP O\n. . O O\n",
  "# id 1\n1\tAda\tB-PER\tO\n2\tslept\tO\tO\n\n# id 2\n1\tRome\tS-LOC\tO\n",
  "Ada\tPER\nwent\tO\n", "a S-X\nb B-Y\nc E-Y\nd M-Y\n",
  #"{"tokens": ["Ada", "slept"], "tags": ["B-PER", "O"], "id": "x7", "document": "d"}"# + "\n",
  #"{"text": "Zoë slept in Rome.", "entities": [{"start": 0, "end": 3, "label": "PER"}]}"# + "\n",
  "Ada Lovelace went to Rome.\n\nShe came back.\n", "\u{FEFF}Ada B-PER\r\nslept O\r\n",
]

private let classifiedTexts = [
  "text\tlabel\ngood\tpos\nbad\tneg\n", "column_data,column_label\n\"a, b\",pos\nb,neg\n",
  #"{"text": "a", "label": ["pos"]}"# + "\n", #"{"text": "a", "cats": {"x": 1.0, "y": 0}}"# + "\n",
  #"{"text": "a", "label": "x", "_task_hash": 1, "answer": "reject"}"# + "\n",
  #"{"text": "a", "options": [{"id": "x"}], "accept": ["x"], "answer": "accept"}"# + "\n",
  #"[{"id": 1, "data": {"text": "a"}, "annotations": [{"result": [{"type": "choices", "value": "#
    + #"{"choices": ["x"]}}]}]}]"#,
]

private let choiceTexts = [
  #"{"question": {"stem": "Who?", "choices": [{"label": "A", "text": "a"}, {"label": "B", "text": "b"}]}, "#
    + #""answerKey": "A"}"# + "\n",
  #"{"premise": "It rained.", "question": "effect", "choice1": "wet", "choice2": "dry", "label": 0}"#
    + "\n", "question,choice1,choice2,label\nWho?,a,b,0\n",
]

private let clozeTexts = [
  #"{"passage": {"text": "Ada met Bo.", "entities": [{"start": 0, "end": 2}, {"start": 8, "end": 9}]}, "#
    + #""qas": [{"query": "@placeholder left.", "answers": [{"start": 0, "end": 2, "text": "Ada"}]}]}"#
    + "\n"
]

private let mentionTexts = [
  #"[{"sent": "Zoë met -LRB- Bo", "start": 0, "end": 3, "labels": ["person"]}]"#,
  #"{"y_str": ["time"], "annot_id": "a", "mention_span": "late", "left_context_token": ["too"], "#
    + #""right_context_token": []}"# + "\n",
  #"{"tokens": ["Zoë", "met"], "mentions": [{"start": 0, "end": 1, "labels": ["/a/b", "/a"]}]}"#,
  #"{"text": "Zoë met", "entities": [{"start": 0, "end": 3, "text": "Zoë", "labels": []}]}"#,
  #"{"text": "Zoë met", "start": 0, "end": 3, "labels": ["person"], "id": 3}"#,
]

private let questionTexts = [
  "question,context,answer,answer_start\nWho?,Ada met Bo,Ada,0\n",
  #"{"version": "2", "data": [{"title": "t", "paragraphs": [{"context": "Zoë met Bo.", "qas": [{"id": "a", "#
    + #""question": "Who?", "answers": [{"text": "Zoë", "answer_start": 0}], "is_impossible": false}]}]}]}"#,
  #"[{"context_id": "c", "context_text": "Zoë met", "qas": [{"query_id": "q", "query_text": "Who?", "#
    + #""answers": ["Zoë"]}]}]"#,
  #"{"id": 1, "context": "Zoë met Bo.", "question": "Whom?", "answers": {"text": ["Bo"], "answer_start": [8]}}"#
    + "\n",
  #"{"context": "Zoë", "question": "Who?", "answer": null}"# + "\n",
]

private let relationTexts = [
  #"{"text": "Ada Bo", "entities": [{"id": 0, "start_offset": 0, "end_offset": 3}, {"id": 1, "#
    + #""start_offset": 4, "end_offset": 6}], "relations": [{"from_id": 0, "to_id": 1, "type": "x"}]}"#
    + "\n",
  "<collection><document><passage><offset>0</offset><text>Ada Bo</text><annotation id='a'>"
    + "<location offset='0' length='3'/></annotation><annotation id='b'><location offset='4' length='2'/>"
    + "</annotation></passage><relation id='R'><infon key='type'>x</infon><node refid='a'/>"
    + "<node refid='b'/></relation></document></collection>",
  "1\t\"The <e1>cat</e1> sat on the <e2>mat</e2>.\"\nContent-Container(e1,e2)\nComment: none\n\n",
  "1\t\" <e1> Ada </e1> was born in <e2> London </e2> . \"\nper:city(e1,e2)\n\n",
  #"{"text": "Zoë met Bo.", "head": {"start": 0, "end": 3}, "tail": {"start": 8, "end": 10}, "#
    + #""relation": "met", "id": 3}"# + "\n",
  #"{"tokens": ["Ada", "met", "Bo"], "head": {"start": 0, "end": 1}, "#
    + #""tail": {"start": 2, "end": 3}, "relation": "met"}"# + "\n",
  #"[{"id": "1", "token": ["Ada", "-LRB-", "met", "Bo"], "subj_start": 0, "subj_end": 0, "#
    + #""obj_start": 3, "obj_end": 3, "relation": "met"}]"#,
]
