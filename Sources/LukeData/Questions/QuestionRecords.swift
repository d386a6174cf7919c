import LukeJSON

/// The outermost records of a file of questions, each with its place: articles, contexts or questions.
enum QuestionRecords {
  /// Calls `body` with each record, the line it starts in and its path in the file, such as `data[3]`; what
  /// is no JSON is a fault.
  static func forEach(
    of source: SourceText, _ format: QuestionDataFormat, _ faults: inout FaultCollector,
    _ body: (_ record: JSONNode, _ line: Int, _ path: String, _ faults: inout FaultCollector) ->
      Void
  ) throws(DataError) {
    if format == .jsonLines {
      source.forEachLine { number, line in
        if line.isEmpty { return }
        do throws(JSONSyntaxError) {
          body(try JSONReader.read(Array(line)), number, "", &faults)
        } catch {
          faults.add(JSONText.Fault(error), line: number)
        }
      }
      return
    }
    let name = source.startsAsArray ? "" : "data"
    let elements = try JSONElements.ofArray(in: source, &faults)
    for (index, element) in elements.elements.enumerated() {
      do throws(JSONSyntaxError) {
        body(
          try JSONReader.read(Array(element.bytes)), element.line, "\(name)[\(index)]", &faults)
      } catch {
        faults.add(JSONText.Fault(error), line: element.line, column: element.column)
      }
    }
  }
}

extension JSONNode {
  /// The line that the value starts in, counted from 1.
  var line: Int {
    if case .file(let line, _) = origin { line } else { 1 }
  }
}
