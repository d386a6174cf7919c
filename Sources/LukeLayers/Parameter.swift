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
  /// The part of the model that it is of; nil where its scope names none.
  public let part: ParameterPart?
  /// Whether files may lack it: it then begins at random.
  public let isOptional: Bool
  /// Other names under which files hold the same array: those of decoders that are tied to a table.
  public internal(set) var aliases: [String] = []

  /// Changes the value that layers compute with; nil for none.
  public var adapter: (any ParameterAdapter)?

  /// The value in memory, of which rows may be overdue; set by `ParameterStore.allocate`.
  var storage: Tensor?
  /// Of a table whose gradient is kept by rows: the rows that an optimizer has yet to update.
  package internal(set) var overdueRows: OverdueRows?

  init(
    name: String, shape: [Int], role: Role, initializer: Initializer, part: ParameterPart?,
    isOptional: Bool
  ) {
    (self.name, self.shape, self.role) = (name, shape, role)
    (self.initializer, self.part, self.isOptional) = (initializer, part, isOptional)
  }

  /// The parameter's own value, as a matrix, with all rows as they should be; a vector is one row.
  ///
  /// Layers compute with `value(on:)`, which an adapter may have changed.
  /// Ask again after every step: a table's rows are brought up to date when they are asked for.
  public var tensor: Tensor {
    overdueRows?.bringAllUpToDate()
    return memory
  }

  /// The value in memory, for those who care for overdue rows themselves.
  package var memory: Tensor {
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

  /// d(loss)/d(value), nil when the last backward pass did not reach it and when it is frozen.
  public var gradient: Tensor? { memory.gradient }
  /// The rows that have a gradient, each once, where it is kept by rows; nil for all rows.
  package var touchedRows: [Int32]? { memory.touchedRows }
}
