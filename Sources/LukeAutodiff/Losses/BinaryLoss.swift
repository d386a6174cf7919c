import Foundation

/// The loss of one logit z against a target y from 0 to 1, in double precision, p = 1 / (1 + e^−z):
/// y · (1 − p)^γ · (−log p) + (1 − y) · p^γ · (−log(1 − p)), after y is moved towards ½ by ε.
struct BinaryLoss: Sendable {
  private let smoothing, gamma: Double

  init(_ options: CrossEntropyOptions) {
    (smoothing, gamma) = (Double(options.labelSmoothing), Double(options.focalGamma))
  }

  func value(_ z: Double, target: Double) -> Double {
    let y = smoothed(target)
    return y * side(-z) + (1 - y) * side(z)
  }

  /// d(value)/dz.
  func gradient(_ z: Double, target: Double) -> Double {
    let y = smoothed(target)
    return (1 - y) * slope(z) - y * slope(-z)
  }

  private func smoothed(_ target: Double) -> Double {
    target * (1 - smoothing) + smoothing / 2
  }

  /// σ(z)^γ · log(1 + e^z).
  private func side(_ z: Double) -> Double {
    gamma == 0 ? softplus(z) : pow(sigmoid(z), gamma) * softplus(z)
  }

  /// The derivative of `side`: σ^γ · (γ · (1 − σ) · log(1 + e^z) + σ).
  private func slope(_ z: Double) -> Double {
    let p = sigmoid(z)
    return gamma == 0 ? p : pow(p, gamma) * (gamma * sigmoid(-z) * softplus(z) + p)
  }

  private func softplus(_ z: Double) -> Double { max(z, 0) + log1p(exp(-abs(z))) }

  private func sigmoid(_ z: Double) -> Double {
    z >= 0 ? 1 / (1 + exp(-z)) : exp(z) / (1 + exp(z))
  }
}
