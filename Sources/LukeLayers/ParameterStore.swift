import LukeAutodiff
import LukeSystem

/// All parameters of a model, by name, and the memory they stand in.
///
/// Building a model only declares parameters; `allocate` then lays their values out in one arena, in
/// the order of declaration, and `initialize` or `load` fills them. Gradients and optimizer moments
/// use arenas of the same layout, so an optimizer walks flat memory.
public final class ParameterStore {
  /// All parameters in the order of their declaration.
  public private(set) var parameters: [Parameter] = []
  private var byName: [String: Parameter] = [:]
  private var stacks: [ParameterStack] = []
  private var arena: Buffer?

  /// Creates an empty store.
  public init() {}

  /// The scope of names without a prefix.
  public var root: ParameterScope { ParameterScope(store: self, path: "") }

  /// The parameter of a name.
  public subscript(_ name: String) -> Parameter? { byName[name] }

  /// Number of trainable and frozen values together.
  public var valueCount: Int { parameters.reduce(0) { $0 + $1.count } }

  func add(_ stack: ParameterStack) {
    precondition(arena == nil, "parameters are declared before memory is allocated")
    stacks.append(stack)
    for parameter in stack.parameters {
      precondition(
        byName.updateValue(parameter, forKey: parameter.name) == nil,
        "parameter \(parameter.name) is declared twice")
      parameters.append(parameter)
    }
  }

  /// Floats of an arena in which each stack begins on a cache line.
  private static func arenaCount(of stacks: [ParameterStack]) -> Int {
    stacks.reduce(0) { $0 + aligned($1.count) }
  }

  private static func aligned(_ count: Int) -> Int { (count + 15) / 16 * 16 }

  /// Gives all parameters memory; the values are undefined until `initialize` or `load`.
  public func allocate() {
    precondition(arena == nil, "memory is allocated once")
    let buffer = Buffer(count: Self.arenaCount(of: stacks))
    arena = buffer
    for (stack, tensor) in zip(stacks, Self.tensors(of: stacks, in: buffer)) {
      stack.bind(to: tensor)
    }
  }

  /// Gives all gradients memory that stays from step to step: one arena, and for each table pages of
  /// which only those with looked-up rows come into being.
  public func allocateGradients() {
    for (stack, tensor) in zip(stacks, makeSparseArena(zeroed: false)) {
      stack.keepGradient(in: tensor)
    }
  }

  /// Forgets all gradients; the next backward pass begins anew.
  public func clearGradients() {
    for stack in stacks { stack.clearGradient() }
  }

  /// An arena of zeros with one tensor for each parameter, as for an optimizer's moments.
  ///
  /// Tables stand beside it, in pages that come into being when they are written to.
  package func makeArena() -> [Tensor] {
    zip(stacks, makeSparseArena(zeroed: true)).flatMap { stack, tensor in
      var row = 0
      return stack.parameters.map { parameter in
        defer { row += parameter.rows }
        return tensor.rows(row..<row + parameter.rows)
      }
    }
  }

  /// One tensor for each stack: those of tables zeros, the others in an arena.
  private func makeSparseArena(zeroed: Bool) -> [Tensor] {
    let dense = stacks.filter { !$0.isTable }
    let count = Self.arenaCount(of: dense)
    let buffer = Buffer(count: count)
    // What the pool has rounded up to stays untouched, and takes no memory.
    if zeroed { buffer.base.update(repeating: 0, count: count) }
    var tensors = Self.tensors(of: dense, in: buffer)[...]
    return stacks.map { stack in
      guard stack.isTable else { return tensors.removeFirst() }
      let pages = Buffer(zeros: stack.count)
      return Tensor(rows: stack.rows, columns: stack.columns, in: pages, at: 0)
    }
  }

  private static func tensors(of stacks: [ParameterStack], in buffer: Buffer) -> [Tensor] {
    var offset = 0
    return stacks.map { stack in
      defer { offset += aligned(stack.count) }
      return Tensor(rows: stack.rows, columns: stack.columns, in: buffer, at: offset)
    }
  }

  /// The first parameter with a value that is infinite or not a number.
  public var firstWithoutNumbers: Parameter? {
    parameters.first { !$0.tensor.isFinite }
  }

  /// Chooses what is trained; a frozen parameter keeps its value to the bit.
  public func setTrainable(_ isTrainable: (Parameter) -> Bool) {
    for parameter in parameters { parameter.isTrainable = isTrainable(parameter) }
    for stack in stacks { stack.updateTrainability() }
  }

  /// Fills parameters at random as their initializers say, each by its name and the seed alone.
  public func initialize(seed: UInt64, where isWanted: (Parameter) -> Bool = { _ in true }) {
    for parameter in parameters where isWanted(parameter) {
      let ownSeed = SplitMix64.seed(of: parameter.name, in: seed)
      parameter.tensor.withUnsafeMutableBuffer {
        parameter.initializer.fill($0, columns: parameter.columns, seed: ownSeed)
      }
    }
  }
}
