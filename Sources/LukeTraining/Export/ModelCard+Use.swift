import LukeCheckpoints
import LukeText

/// How a model is asked.
extension ModelCard {
  var use: [String] {
    if task.form == .hidden { return pretrainedUse }
    if let reasonForNoScript {
      return [
        "## Use",
        """
        There is no script in Python beside this model, as \(reasonForNoScript). luke-train answers with it:

        ```console
        $ luke-train predict FOLDER new-data
        ```
        """,
      ]
    }
    return [
      "## Use",
      """
      With torch and transformers alone, `\(PredictionScript.name)` gives the answers of `luke-train predict`, \
      one line of JSON each. \(inputs)

      ```console
      $ pip install torch transformers
      $ python \(PredictionScript.name) . \(argument)
      ```

      ```python
      import predict

      model = predict.load(".")
      for answer in predict.predict(model, \(example)):
          print(answer)
      ```

      It reads a text a line or JSON Lines; all else that `luke-train predict` reads, it does not.
      """,
    ]
  }

  /// Only hidden words can be asked for in transformers' own way.
  private var pretrainedUse: [String] {
    let mask = (try? archive.tokenizer).flatMap { $0.token(id: $0.maskID) } ?? "<mask>"
    let text = ShownLiteral.python("The \(mask) of the town.")
    return [
      "## Use",
      """
      It is there to be fine-tuned: `luke-train init RECIPE.json --train DATA --model FOLDER`, or transformers. Of \
      itself it tells hidden words:

      ```python
      from transformers import pipeline

      fill = pipeline("fill-mask", ".")
      print(fill(\(text)))
      ```
      """,
    ]
  }

  /// What is given to the script on its command line.
  private var argument: String {
    switch task.form {
    case .spansOfEntities, .spansOfWords, .taggedEntities, .tags:
      #""Ada Lovelace lived in London.""#
    case .texts where task.setting("pairs")?.bool != true: #""Where is my order?""#
    default: "input.jsonl"
    }
  }

  /// What can be asked, in words.
  private var inputs: String {
    switch task.form {
    case .relations:
      """
      Two parts of a text are marked by `head` and `tail`; with `entities` in their place all pairs of them are asked.
      """
    case .types:
      "The mentions are given: entities that another model found, as it wrote them, will do."
    case .texts where task.setting("pairs")?.bool == true:
      "Texts are given in pairs, `text` and `second_text`, or with a tab between them."
    default: ""
    }
  }

  /// A list of what can be asked, in Python.
  private var example: String {
    switch task.form {
    case .relations:
      """
      [{
          "text": "Ada Berg works for Norsk Hydro.",
          "head": {"start": 0, "end": 8},
          "tail": {"start": 19, "end": 30},
      }]
      """
    case .types: #"[{"text": "Ada left Oslo.", "entities": [{"start": 9, "end": 13}]}]"#
    case .texts:
      task.setting("pairs")?.bool == true
        ? #"[{"text": "It rains.", "second_text": "The street is wet."}]"#
        : #"["Where is my order?"]"#
    case .choices: #"[{"question": "What cuts paper?", "choices": ["a spoon", "scissors"]}]"#
    case .answers:
      #"[{"context": "Ada Berg lives in Oslo.", "question": "Where does Ada Berg live?"}]"#
    default: #"["Ada Lovelace lived in London."]"#
    }
  }
}

/// Texts as programs have them.
private enum ShownLiteral {
  /// A text of Python, all of which is on one line.
  static func python(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"\(escaped)\""
  }
}
