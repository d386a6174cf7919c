/// The number type of the factors of a model's matrix products.
///
/// Sums, parameters, gradients and everything between products are float32 in any case.
public enum Precision: String, CaseIterable, Hashable, Sendable {
  /// As they are.
  case float32
  /// Rounded to bfloat16, to nearest with ties to even: twice as fast where the processor has
  /// instructions for it, slower than float32 where the rounding is all that can be had.
  case bfloat16
}
