public import LukeAutodiff

/// Parameters of one shape, contiguous in memory: several linear layers that one product computes.
public final class ParameterStack {
  /// The parameters, in memory order.
  public let parameters: [Parameter]
  private(set) var storage: Tensor?

  init(parameters: [Parameter]) {
    self.parameters = parameters
  }

  /// Whether this is a table of which a step looks up some rows.
  var isTable: Bool { parameters.count == 1 && parameters[0].role == .embedding }
  var count: Int { parameters.reduce(0) { $0 + $1.count } }
  var columns: Int { parameters.first?.columns ?? 0 }
  var rows: Int { parameters.reduce(0) { $0 + $1.rows } }

  /// Lets the values stand in `storage`, a row block for each parameter.
  func bind(to storage: Tensor) {
    self.storage = storage
    var row = 0
    for parameter in parameters {
      parameter.storage = storage.rows(row..<row + parameter.rows)
      row += parameter.rows
    }
    updateTrainability()
  }

  /// A gradient is computed for the whole stack as soon as one of its parameters is trained.
  func updateTrainability() {
    for parameter in parameters { parameter.storage?.requiresGradient = parameter.isTrainable }
    storage?.requiresGradient = parameters.contains(where: \.isTrainable)
  }

  /// The parameters `range` as one: a matrix `[range · out, in]`, of vectors one row `[1, range · size]`.
  public func joined(_ range: Range<Int>) -> Tensor {
    guard let storage, let first = parameters.first else {
      preconditionFailure("a parameter stack was used before allocation")
    }
    let part = storage.rows(range.lowerBound * first.rows..<range.upperBound * first.rows)
    return first.shape.count == 1 ? part.asRow() : part
  }
}
