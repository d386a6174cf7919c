public import LukeSystem

/// Where weights are read from: a file, a folder of shards, arrays in memory.
public protocol WeightSource {
  /// The arrays there are, with their shapes.
  var weightShapes: [String: [Int]] { get }
  /// How an error names this source, e.g. the path of the file.
  var weightOrigin: String { get }
  /// Copies an array, as float32 in row-major order, to `destination`, which has its size.
  func readWeight(_ name: String, into destination: UnsafeMutableBufferPointer<Float>) throws
}

/// Weights whose names or shapes are not those of the model: all differences at once.
public struct WeightMismatch: UserError, Hashable {
  /// An array whose shape is not the model's.
  public struct Misshapen: Hashable, Sendable {
    /// The array's name.
    public let name: String
    /// The model's shape.
    public let expected: [Int]
    /// The shape found.
    public let found: [Int]
  }

  /// The file or folder.
  public let origin: String
  /// Names of the model that the source lacks.
  public let missing: [String]
  /// Names of the source that the model lacks.
  public let unexpected: [String]
  /// Names of both whose shapes differ.
  public let misshapen: [Misshapen]

  /// Whose fault it is.
  public var kind: UserErrorKind { .badData }

  /// One line for each difference, below a line that names the source.
  public var description: String { lines.joined(separator: "\n") }

  /// The same.
  public var lines: [String] {
    let lines =
      missing.map { "  missing: \($0)" } + unexpected.map { "  unexpected: \($0)" }
      + misshapen.map { "  misshapen: \($0.name) is \($0.found), the model needs \($0.expected)" }
    let count = lines.count == 1 ? "1 difference" : "\(lines.count) differences"
    return (["\(origin): the weights are not those of this model (\(count))"] + lines)
      .map(\.shownOnOneLine)
  }
}

extension ParameterStore {
  /// Fills the parameters from a source.
  ///
  /// - Parameters:
  ///   - source: has an array of the right shape for each.
  ///   - isOptional: parameters that may be missing beside those declared so; they keep their value
  ///     (initialize first).
  ///   - isIgnored: names of the source that are passed over in silence.
  /// - Returns: the names of the optional ones that were missing.
  /// - Throws: `WeightMismatch` with every difference, before anything is read.
  @discardableResult
  public func load(
    from source: some WeightSource, isOptional: (Parameter) -> Bool = { _ in false },
    isIgnored: (String) -> Bool = { _ in false }
  ) throws -> [String] {
    let shapes = source.weightShapes
    let absent = parameters.filter { shapes[$0.name] == nil }
    let misshapen = parameters.compactMap { parameter -> WeightMismatch.Misshapen? in
      guard let found = shapes[parameter.name], found != parameter.shape else { return nil }
      return .init(name: parameter.name, expected: parameter.shape, found: found)
    }
    let mismatch = WeightMismatch(
      origin: source.weightOrigin,
      missing: absent.filter { !$0.isOptional && !isOptional($0) }.map(\.name),
      unexpected: shapes.keys.filter { self[$0] == nil && !isIgnored($0) }.sorted(),
      misshapen: misshapen)
    guard mismatch.missing.isEmpty, mismatch.unexpected.isEmpty, misshapen.isEmpty else {
      throw mismatch
    }
    for parameter in parameters where shapes[parameter.name] != nil {
      try parameter.tensor.withUnsafeMutableBuffer {
        try source.readWeight(parameter.name, into: $0)
      }
    }
    return absent.map(\.name)
  }
}
