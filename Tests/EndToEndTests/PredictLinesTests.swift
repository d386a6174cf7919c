import EndToEndSupport
import Foundation
import LukeJSON
import LukeTestSupport
import Testing

/// `predict` in pipes: lines are answered as they come, and keep what else stands in them.
@Suite struct PredictLinesTests {
  private static func trained() throws -> TrainingRun {
    let run = try TrainingRun(task: "sequence-classification")
    let result = try run.train("run", "--set", "training.steps=2", "--quiet")
    #expect(result.status == 0, "\(result.errors)")
    return run
  }

  /// Asks line after line, each when the answer to the one before is there.
  private static func talk(
    _ run: TrainingRun, _ arguments: String, _ lines: [String]
  ) throws -> Program.Result {
    let turns = lines.map { line in
      "printf '%s\\n' '\(line)' >&\"$to\"; read -r -t 60 answer <&\"$from\" && echo \"$answer\""
    }
    return try run.program.shell(
      """
      coproc LINES { "$LUKE" predict run/model.h5 \(arguments) 2> errors; }
      from=${LINES[0]}; to=${LINES[1]}; pid=$LINES_PID
      \(turns.joined(separator: "\n"))
      exec {to}>&-
      wait $pid; status=$?
      cat errors >&2; exit $status
      """)
  }

  @Test func linesOfJSONAreAnsweredAsTheyCome() throws {
    let run = try Self.trained()
    let lines = [
      #"{"text": "Where is my parcel?", "id": 7, "mood": {"a": [1, 2.50]}, "label": "gold"}"#,
      #"{"text": "Thanks!", "who": "Zoë", "score": 3}"#,
    ]
    let talked = try Self.talk(run, "--threads 1", lines)
    #expect(talked.status == 0, "\(talked.errors)")
    #expect(talked.errors.hasSuffix("standard input: 2 answers\n"), "\(talked.errors)")
    let answers = talked.output.split(separator: "\n").map(String.init)
    #expect(answers.count == 2)
    #expect(answers.first?.hasSuffix(#","mood":{"a":[1,2.50]}}"#) == true, "\(answers)")
    #expect(answers.last?.hasSuffix(#","who":"Zoë"}"#) == true, "\(answers)")
    #expect(answers.allSatisfy { !$0.contains("gold") })
    // A file of the same lines has the same answers.
    try run.folder.write("lines.jsonl", lines.joined(separator: "\n") + "\n")
    let whole = try run.program.run(["predict", "run/model.h5", "lines.jsonl", "--threads", "1"])
    func parts(_ text: String) throws -> [JSONValue] {
      try text.split(separator: "\n").map { line in
        var value = try JSONParser.parse(Array(line.utf8))
        value["labels"] = nil
        value["score"] = nil
        return value
      }
    }
    #expect(try parts(whole.output) == parts(talked.output))
  }

  @Test func linesOfTextAreAnsweredAsTheyComeWhereTheyAreToldToBeText() throws {
    let run = try Self.trained()
    let talked = try Self.talk(
      run, "--set data.format=text --quiet --view", ["Where is my parcel?", "Thanks!"])
    #expect(talked.status == 0, "\(talked.errors)")
    #expect(talked.output.split(separator: "\n").first == "Where is my parcel?", "\(talked.output)")
  }

  @Test func aBadLineIsNamedAndWhatCameBeforeItIsAnswered() throws {
    let run = try Self.trained()
    let lines = (1...3).map { #"{"text": "Message \#($0)"}"# }
    let good = try Self.talk(run, "--quiet", lines)
    #expect(good.status == 0, "\(good.errors)")
    let script = """
      (printf '%s\\n' '\(lines[0])'; sleep 1; printf '%s\\n' '' '\(lines[1])' '{"text": 3'; ) \
      | "$LUKE" predict run/model.h5 --quiet
      """
    let bad = try run.program.shell(script)
    #expect(bad.status == 65)
    #expect(bad.faults.count == 1, "\(bad.errors)")
    #expect(bad.faults.first?.hasPrefix("standard input:4:") == true, "\(bad.errors)")
    #expect(bad.output.split(separator: "\n").count == 2)
  }

  /// What the first line is, all are, however many of them come at a time.
  @Test func linesStayWhatTheFirstOneIs() throws {
    let run = try TrainingRun()
    let trained = try run.train("run", "--set", "training.steps=2", "--quiet")
    #expect(trained.status == 0, "\(trained.errors)")
    let lines = [#"{"text": "One.", "n": 1}"#, "BROKEN", #"{"text": "Two.", "n": 2}"#]
    for pause in [0, 1] {
      let input = lines.map { "printf '%s\\n' '\($0)'; sleep \(pause)" }.joined(separator: "; ")
      let bad = try run.program.shell("(\(input)) | \"$LUKE\" predict run --quiet")
      #expect(bad.status == 65)
      #expect(
        bad.faults == [
          "standard input:2: is no object of JSON, as the lines before it are; data.bad_records of \"skip\" leaves such lines out"
        ])
      #expect(bad.output.hasSuffix(#","n":1}"# + "\n"), "\(bad.output)")
      let skipped = try run.program.shell(
        "(\(input)) | \"$LUKE\" predict run --set data.bad_records=skip")
      #expect(skipped.status == 0, "\(skipped.errors)")
      #expect(skipped.errors.contains("standard input: 2 answers"), "\(skipped.errors)")
      let answers = skipped.output.split(separator: "\n")
      #expect(answers.count == 2 && answers.last?.hasSuffix(#","n":2}"#) == true, "\(answers)")
    }
    // The same of a file, whose other lines keep their keys.
    try run.folder.write("lines.jsonl", lines.joined(separator: "\n") + "\n")
    let file = try run.program.run(
      ["predict", "run", "lines.jsonl", "--quiet", "--set", "data.bad_records=skip"])
    #expect(file.output.split(separator: "\n").last?.hasSuffix(#","n":2}"#) == true)
  }

  /// Keys of one's own names are read, of pipes and of files; what is read is not carried on, nor is what is text.
  @Test func keysOfOnesOwnAreRead() throws {
    let run = try TrainingRun()
    let trained = try run.train("run", "--set", "training.steps=2", "--quiet")
    #expect(trained.status == 0, "\(trained.errors)")
    let line = #"{"w": ["Anna", "met", "Karl"], "n": 1}"#
    try run.folder.write("lines.jsonl", line + "\n")
    let keys = ["--quiet", "--set", #"data.keys={"tokens": "w"}"#]
    for result in [
      try run.program.run(["predict", "run", "lines.jsonl"] + keys),
      try run.program.run(["predict", "run"] + keys, input: line + "\n"),
    ] {
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output.contains(#""text":"Anna met Karl","n":1}"#), "\(result.output)")
      #expect(!result.output.contains(#""w""#))
    }
    let usual = try run.program.run(
      ["predict", "run", "--quiet"], input: #"{"tokens": ["Anna", "met"], "n": 1}"# + "\n")
    #expect(usual.output.hasSuffix(#","text":"Anna met","n":1}"# + "\n"), "\(usual.output)")
    let other = ["--set", #"data.keys={"tokens": "words"}"#]
    let missing = try run.program.run(["predict", "run", "lines.jsonl"] + other)
    #expect(missing.status == 65)
    #expect(
      missing.faults == [
        #"lines.jsonl:1: key "tokens" or "text" is missing; data.keys.tokens or data.keys.text names another one"#
      ])
    // Where labels are needed, so are all keys.
    let scored = try run.program.run(["evaluate", "run", "lines.jsonl"] + other)
    #expect(scored.status == 65)
    #expect(
      scored.faults == [
        #"lines.jsonl: data.keys.tokens: no line has the key "words"; there are "w", "n""#
      ])
    let sentences = try run.program.run(["predict", "run", "lines.jsonl", "--sentences", "lines"])
    #expect(sentences.status == 64)
    #expect(
      sentences.faults == [
        "lines.jsonl: is JSON Lines, and --sentences cuts plain text; leave it out, or give the texts alone (jq -r .text)"
      ])
    let text = try run.program.run(
      ["predict", "run", "--quiet", "--set", "data.format=text"], input: line + "\n")
    #expect(text.output.hasSuffix(#"\"n\": 1}"}"# + "\n"), "\(text.output)")
  }

  /// To a model of single texts a tab is a part of the line, which the answer has as it was given.
  @Test func aTabIsPartOfASingleText() throws {
    let run = try Self.trained()
    let text = ["--set", "data.format=text", "--quiet"]
    func texts(_ result: Program.Result) throws -> [[String?]] {
      #expect(result.status == 0, "\(result.errors)")
      return try jsonObjects(result.output).map {
        [$0["text"] as? String, $0["second_text"] as? String]
      }
    }
    let lines = ["Thanks!", "Bye.", "One more.", "\thello", "Where is it?\tIt is late."]
    let input = lines.joined(separator: "\n") + "\n"
    let single: [[String?]] = lines.map { [$0, nil] }
    try run.folder.write("lines.txt", input)
    #expect(try texts(run.program.run(["predict", "run"] + text, input: input)) == single)
    #expect(try texts(run.program.run(["predict", "run", "lines.txt"] + text)) == single)
    // Nobody has to say that they are text where nothing else is to be seen in them.
    #expect(try texts(run.program.run(["predict", "run", "lines.txt", "--quiet"])) == single)
    let pairs = text + ["--set", "task.pairs=true"]
    let pair = try run.program.run(
      ["predict", "run"] + pairs, input: "Where is it?\tIt is late.\n")
    #expect(try texts(pair) == [["Where is it?", "It is late."]])
    let refused = try run.program.run(["predict", "run"] + pairs, input: input)
    #expect(refused.status == 65)
    #expect(
      refused.faults == [
        "standard input:1: is one text, but pairs are read (task.pairs): give two, with a tab between them or in fields that data.columns.text and data.columns.second_text name; task.pairs false reads single texts"
      ])
  }

  /// What a line of a pipe lacks is said of the line, as of a file's, however many of them come at a time.
  @Test func aLineThatLacksAFieldIsNamed() throws {
    let run = try Self.trained()
    let lines = ["One.", "Two.", "Three."].map {
      #"{"sentence1": "\#($0)", "sentence2": "And?"}"#
    }
    let fault = #"key "sentence2" is missing"#
    let bad = lines + [#"{"sentence1": "Four."}"#] + lines
    let predict = "predict run --quiet --set task.pairs=true"
    try run.folder.write("lines.jsonl", bad.joined(separator: "\n") + "\n")
    let file = try run.program.shell("\"$LUKE\" \(predict) lines.jsonl")
    #expect(file.status == 65)
    #expect(file.faults == ["lines.jsonl:4: " + fault])
    for pause in [0, 1] {
      let input = bad.prefix(4).map { "printf '%s\\n' '\($0)'; sleep \(pause)" }.joined(
        separator: "; ")
      let piped = try run.program.shell("(\(input)) | \"$LUKE\" \(predict)")
      #expect(piped.status == 65)
      #expect(piped.faults == ["standard input:4: " + fault])
      #expect(piped.output.split(separator: "\n").count == 3)
    }
    let skipped = try run.program.run(
      predict.split(separator: " ").map(String.init).filter { $0 != "--quiet" }
        + ["--set", "data.bad_records=skip"],
      input: (lines + [#"{"other": 1}"#] + lines).joined(separator: "\n") + "\n")
    #expect(skipped.status == 0, "\(skipped.errors)")
    #expect(skipped.errors.contains("standard input:4: "), "\(skipped.errors)")
    #expect(skipped.output.split(separator: "\n").count == 6)
  }

  /// Texts and names that are read under other keys are not said a second time, and answers can be asked again.
  @Test func whatIsReadIsSaidOnce() throws {
    let run = try TrainingRun(task: "sequence-classification")
    let pairs = (0..<8).map { number in
      #"{"text": "Rain \#(number).", "text_b": "Wet \#(number).", "label": "\#(number % 2 == 0 ? "a" : "b")"}"#
    }
    try run.folder.write("pairs.jsonl", pairs.joined(separator: "\n") + "\n")
    let settings = [
      "data.train=pairs.jsonl", "data.validation=pairs.jsonl", "data.test=null", "training.steps=2",
    ].flatMap { ["--set", $0] }
    let trained = try run.program.run(["recipe.json", "--output", "run", "--quiet"] + settings)
    #expect(trained.status == 0, "\(trained.errors)")
    func answer(_ line: String) throws -> String {
      let piped = try run.program.run(["predict", "run", "--quiet"], input: line + "\n")
      #expect(piped.status == 0, "\(piped.errors)")
      try run.folder.write("line.jsonl", line + "\n")
      let read = try run.program.run(["predict", "run", "line.jsonl", "--quiet"])
      #expect(read.output == piped.output)
      return piped.output
    }
    let end = #","second_text":"Wet.","text":"Rain.","n":1}"# + "\n"
    for (one, two) in [
      ("sentence1", "sentence2"), ("text_a", "text_b"), ("text", "second_text"), ("text", "text2"),
    ] {
      let output = try answer(#"{"\#(one)": "Rain.", "\#(two)": "Wet.", "idx": 7, "n": 1}"#)
      #expect(output.hasPrefix(#"{"id":7,"label":""#), "\(output)")
      #expect(output.hasSuffix(end), "\(output)")
      #expect(!output.contains("idx"))
      #expect(try answer(String(output.dropLast())) == output)
    }
    // What is no name stays where it is.
    let other = try answer(#"{"text": "Rain.", "text2": "Wet.", "id": "a", "idx": 7}"#)
    #expect(other.hasPrefix(#"{"id":"a","#) && other.hasSuffix(#","idx":7}"# + "\n"), "\(other)")
  }

  /// Each line of text has an answer, so that answers and lines go side by side; among records a blank line is nothing.
  @Test func blankLinesOfTextAreAnsweredWithNull() throws {
    let run = try Self.trained()
    let text = "Where is my parcel?\n\n \u{A0}\nThanks!\n\n"
    try run.folder.write("text.txt", text)
    let file = try run.program.run(["predict", "run", "text.txt"])
    #expect(file.status == 0, "\(file.errors)")
    #expect(
      file.errors.contains(
        "text.txt: blank lines are answered with null, so that answers and lines go side by side\n"),
      "\(file.errors)")
    let told = ["predict", "run", "--quiet", "--set", "data.format=text"]
    for output in [file.output, try run.program.run(told, input: text).output] {
      let lines = output.split(separator: "\n").map(String.init)
      #expect(lines.count == 5, "\(output)")
      guard lines.count == 5 else { return }
      #expect(lines[0].hasSuffix(#","text":"Where is my parcel?"}"#))
      #expect(lines[1] == #"{"label":null,"reason":"the text is blank","score":null,"text":""}"#)
      #expect(
        lines[2]
          == "{\"label\":null,\"reason\":\"the text is blank\",\"score\":null,\"text\":\" \u{A0}\"}"
      )
      #expect(lines[3].hasSuffix(#","text":"Thanks!"}"#))
      #expect(lines[4] == lines[1])
    }
    let nothing = try run.program.run(told, input: "\n")
    #expect(
      nothing.output == #"{"label":null,"reason":"the text is blank","score":null,"text":""}"#
        + "\n")
    // What is told to be text names no column.
    #expect(
      try run.program.run(told, input: "text\nOne\n").output.split(separator: "\n").count == 2)
    let records = try run.program.run(
      ["predict", "run", "--quiet"], input: "{\"text\": \"a\"}\n\n{\"text\": \"b\"}\n\n")
    #expect(records.output.split(separator: "\n").count == 2, "\(records.errors)")
    let people = try run.program.run(["predict", "run", "text.txt", "--view", "--quiet"])
    #expect(people.output.contains("\n\n→ the text is blank\n"), "\(people.output)")
  }

  /// Sentences of a document are read together, which takes all of them.
  @Test func linesThatNameDocumentsAreReadTogether() throws {
    let run = try TrainingRun()
    let trained = try run.train("run", "--set", "training.steps=2", "--quiet")
    #expect(trained.status == 0, "\(trained.errors)")
    let lines = ["Anna met Karl.", "He left."].map { #"{"text": "\#($0)", "document": "d"}"# }
    let result = try run.program.run(
      ["predict", "run/model.h5"], input: lines.joined(separator: "\n") + "\n")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("standard input: 2 sentences"), "\(result.errors)")
    #expect(result.output.split(separator: "\n").allSatisfy { $0.hasSuffix(#","document":"d"}"#) })
  }

  @Test func sentencesOfTextSayWhereTheyStand() throws {
    let run = try TrainingRun()
    let trained = try run.train("run", "--set", "training.steps=2", "--quiet")
    #expect(trained.status == 0, "\(trained.errors)")
    let lines = ["Zoë 🙂 met Mr. Karl. He left!  \"Why?\" she asked.", "", "  The end."]
    try run.folder.write("text.txt", lines.joined(separator: "\n") + "\n")
    for (rule, count) in [("en", 5), ("icu", 6), ("lines", 2)] {
      let result = try run.program.run(
        ["predict", "run/model.h5", "text.txt", "--sentences", rule])
      #expect(result.status == 0, "\(result.errors)")
      let answers = try result.output.split(separator: "\n").map {
        try JSONParser.parse(Array($0.utf8))
      }
      #expect(answers.count == count, "\(rule): \(result.output)")
      for answer in answers {
        let line = try #require(answer["line"]?.integer)
        let offset = try #require(answer["offset"]?.integer)
        let text = try #require(answer["text"]?.string)
        let scalars = lines[line - 1].unicodeScalars.dropFirst(offset)
        #expect(String(String.UnicodeScalarView(scalars)).hasPrefix(text), "\(rule)")
      }
    }
    let unknown = try run.program.run(
      ["predict", "run/model.h5", "text.txt", "--sentences", "opennlp"])
    #expect(unknown.status == 64)
  }

  /// A line of wrapped text ends a sentence where its words do; one of other text ends it by itself.
  @Test func sentencesGoOnInTheNextLineOfWrappedText() throws {
    let run = try TrainingRun()
    let trained = try run.train("run", "--set", "training.steps=2", "--quiet")
    #expect(trained.status == 0, "\(trained.errors)")
    func answers(_ text: String, _ rule: String = "en") throws -> (found: [String], notes: String) {
      try run.folder.write("text.txt", text)
      let result = try run.program.run(
        ["predict", "run/model.h5", "text.txt", "--sentences", rule])
      #expect(result.status == 0, "\(result.errors)")
      let found = try jsonObjects(result.output).map {
        "\($0["line"] ?? 0):\($0["offset"] ?? 0) \($0["text"] ?? "")"
      }
      return (found, result.errors)
    }
    let wrapped = """
      Ships

      Zoë met Karl in the old town of Oslo on a day
      in May, and they walked to the harbour. There
        they saw a ship. It left.
      - one thing
      - another

      The ship was late.
      """
    let (found, notes) = try answers(wrapped)
    #expect(
      found == [
        "1:0 Ships",
        "3:0 Zoë met Karl in the old town of Oslo on a day in May, and they walked to the harbour.",
        "4:40 There they saw a ship.", "5:19 It left.", "6:0 - one thing", "7:0 - another",
        "9:0 The ship was late.",
      ])
    // CRLF ends lines, too.
    #expect(try answers(wrapped.replacing("\n", with: "\r\n")).found == found)
    #expect(
      notes.contains(
        "text.txt: its lines are wrapped, so 2 line ends within paragraphs are read as blanks; --sentences lines "
          + "reads each line by itself"), "\(notes)")
    let lines = try answers(wrapped, "lines")
    #expect(lines.found.count == 7 && !lines.notes.contains("wrapped"))

    let headlines = ["Ships in the harbour", "Why nobody knows what becomes of old ships", "Sold"]
    let others = try answers(headlines.joined(separator: "\n"))
    #expect(others.found == ["1:0 \(headlines[0])", "2:0 \(headlines[1])", "3:0 Sold"])
    #expect(
      others.notes.contains(
        "text.txt: its lines are not wrapped at a width, so a sentence ends with its line; where it goes on in the "
          + "next one, join the lines"), "\(others.notes)")
  }
}
