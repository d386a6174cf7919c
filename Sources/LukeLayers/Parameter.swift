public import LukeAutodiff

/// A trainable array: its name in Hugging Face's state dictionaries, its shape, its value.
public final class Parameter {
  /// What a parameter is for; it decides weight decay, never a piece of the name.
  public enum Role: Hashable, Sendable {
    /// A matrix of a linear layer.
    case weight
    /// A bias of a linear layer or of a normalization.
    case bias
    /// The scale of a normalization.
    case normalization
    /// A table of rows that are looked up.
    case embedding

    /// Whether weight decay applies: to matrices and tables, not to biases and normalizations.
    public var decays: Bool { self == .weight || self == .embedding }
  }

  /// The name in the state dictionary, such as `luke.encoder.layer.0.attention.self.query.weight`.
  public let name: String
  /// `[out, in]` for a weight, `[rows, columns]` for a table, `[size]` for a bias.
  public let shape: [Int]
  /// What it is for.
  public let role: Role
  /// How it begins when it is not read from a file.
  public let initializer: Initializer

  /// Where the value stands; set by `ParameterStore.allocate`.
  package var storage: Tensor?

  init(name: String, shape: [Int], role: Role, initializer: Initializer) {
    self.name = name
    self.shape = shape
    self.role = role
    self.initializer = initializer
  }

  /// The value, as a matrix; a vector is one row.
  public var tensor: Tensor {
    guard let storage else { preconditionFailure("parameter \(name) was used before allocation") }
    return storage
  }

  /// Number of elements.
  public var count: Int { shape.reduce(1, *) }
  /// Rows of `tensor`.
  var rows: Int { shape.count == 1 ? 1 : shape[0] }
  /// Columns of `tensor`.
  var columns: Int { shape.last ?? 1 }

  /// Whether training changes it; see `ParameterStore.setTrainable`.
  public package(set) var isTrainable = true

  /// d(loss)/d(value), nil when the last backward pass did not reach it.
  public var gradient: Tensor? { tensor.gradient }
}
