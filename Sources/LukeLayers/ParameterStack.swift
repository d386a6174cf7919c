import LukeAutodiff

/// Parameters of one shape, contiguous in memory: several linear layers that one product computes.
public final class ParameterStack {
  /// The parameters, in memory order.
  public let parameters: [Parameter]
  private var storage: Tensor?
  private var gradient: Gradient?

  init(parameters: [Parameter]) {
    self.parameters = parameters
  }

  /// Whether this is a table of which a step looks up some rows.
  var isTable: Bool { parameters.count == 1 && parameters[0].role == .embedding }
  var count: Int { parameters.reduce(0) { $0 + $1.count } }
  var columns: Int { parameters.first?.columns ?? 0 }
  var rows: Int { parameters.reduce(0) { $0 + $1.rows } }

  /// Lets the values stand in `storage`, a row block for each parameter, and gives them a gradient.
  func bind(to storage: Tensor) {
    self.storage = storage
    var row = 0
    for parameter in parameters {
      parameter.storage = storage.rows(row..<row + parameter.rows)
      row += parameter.rows
    }
    gradient = Gradient(rows: rows, columns: columns)
    updateTrainability()
  }

  /// Lets the gradients stand in `memory`, which for a table holds zeros.
  func keepGradient(in memory: Tensor) {
    gradient = Gradient(in: memory, byRows: isTable)
    updateTrainability()
    guard isTable, let table = parameters.first else { return }
    table.overdueRows?.bringAllUpToDate()
    table.overdueRows = OverdueRows(rowCount: table.rows)
  }

  /// Forgets the gradients of all parameters.
  func clearGradient() { gradient?.clear() }

  /// A gradient is computed for the whole stack as soon as one of its parameters is trained; a parameter
  /// alone goes by its own switch.
  func updateTrainability() {
    guard let storage, let gradient else { return }
    let whole = GradientPlace(gradient)
    var start = 0
    for parameter in parameters {
      let place = parameters.count == 1 ? whole : whole.part(from: start, count: parameter.count)
      parameter.storage?.gradientPlace = parameter.isTrainable ? place : nil
      start += parameter.count
    }
    if parameters.count > 1 {
      storage.gradientPlace = parameters.contains(where: \.isTrainable) ? whole : nil
    }
  }

  /// The parameters' own values of `range` as one, in place; layers compute with `value(_:on:)`.
  func joined(_ range: Range<Int>) -> Tensor {
    guard let storage, let first = parameters.first else {
      preconditionFailure("a parameter stack was used before allocation")
    }
    let part = storage.rows(range.lowerBound * first.rows..<range.upperBound * first.rows)
    return first.shape.count == 1 ? part.asRow() : part
  }
}
