/// A task whose data can be looked over before anything is trained.
package protocol CheckedTask: TrainingTask {
  /// Reads all data, and with a model tokenizes them; what is wrong is found and not thrown.
  /// - Throws: an `Interruption`, faults of the program, and what the observer throws.
  static func look(
    at data: Data, _ settings: Settings, _ model: OpenedModel?, _ observer: any RunObserver
  ) throws -> (data: CheckedData, findings: [Finding])
}

/// A choice of such a task.
protocol CheckedChoice: AnyTaskChoice where Task: CheckedTask {}
extension TaskChoice: CheckedChoice where Task: CheckedTask {}

extension CheckedChoice {
  func look(
    _ model: OpenedModel?, _ observer: any RunObserver
  ) throws -> (data: CheckedData, findings: [Finding]) {
    try Task.look(at: data, settings, model, observer)
  }
}

extension FineTuning: CheckedTask {
  package static func look(
    at data: Data, _ settings: Settings, _ model: OpenedModel?, _ observer: any RunObserver
  ) throws -> (data: CheckedData, findings: [Finding]) {
    let look = DataLook<Labelled>(data, settings, observer)
    try look.read()
    if let model { try look.tokenize(model) }
    return (look.checked, look.findings)
  }
}
