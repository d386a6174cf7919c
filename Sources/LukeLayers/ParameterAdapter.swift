public import LukeAutodiff

/// A change of a parameter's value that is computed anew in every pass, such as a product of two narrow
/// matrices that is added to a frozen weight (LoRA, Hu and others, 2021).
public protocol ParameterAdapter {
  /// The value that layers compute with, of the shape of `base`, the parameter's own; what is recorded on
  /// the tape gets gradients.
  func value(of base: Tensor, on tape: Tape) -> Tensor
}

extension Parameter {
  /// The value that a layer computes with: the parameter's own, or what its adapter makes of it.
  public func value(on tape: Tape) -> Tensor {
    adapter?.value(of: tensor, on: tape) ?? tensor
  }
}

extension ParameterStack {
  /// The values of the parameters `range` as one: a matrix `[range · out, in]`, of vectors one row
  /// `[1, range · size]`.
  public func value(_ range: Range<Int>, on tape: Tape) -> Tensor {
    let part = parameters[range]
    guard part.contains(where: { $0.adapter != nil }), let first = part.first else {
      return joined(range)
    }
    let rows = part.dropFirst().reduce(first.value(on: tape)) {
      tape.concatenateRows($0, $1.value(on: tape))
    }
    return first.shape.count == 1 ? rows.asRow() : rows
  }
}
