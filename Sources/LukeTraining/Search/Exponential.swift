import Foundation

/// What is computed with exponents.
enum Exponential {
  /// A positive number to a power.
  static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

  /// A number with four digits and an exponent: `3.217e-05`.
  static func text(_ value: Double) -> String { String(format: "%.3e", value) }
}
