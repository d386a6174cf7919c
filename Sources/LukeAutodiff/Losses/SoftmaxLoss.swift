import Foundation

/// The elements of a matrix that one softmax runs over: a row, or a part of a column.
package struct SoftmaxSlice: Sendable {
  /// The place of the first element.
  let first: Int
  /// How far it is from one to the next.
  let stride: Int
  /// How many there are.
  let count: Int
  /// The element that is right, counted from the first; negative for none.
  let label: Int
  /// What the loss is multiplied by.
  let factor: Double

  package init(first: Int, stride: Int, count: Int, label: Int, factor: Double) {
    (self.first, self.stride, self.count) = (first, stride, count)
    (self.label, self.factor) = (label, factor)
  }
}

/// The loss of one softmax with ``CrossEntropyOptions``, in double precision.
struct SoftmaxLoss: Sendable {
  private let weights: [Float]?
  private let smoothing, gamma: Double

  init(_ options: CrossEntropyOptions) {
    weights = options.classWeights
    (smoothing, gamma) = (Double(options.labelSmoothing), Double(options.focalGamma))
  }

  /// Σ a_c · (1 − p_c)^γ · (−log p_c).
  func value(_ x: UnsafePointer<Float>, _ slice: SoftmaxSlice) -> Double {
    let logSum = logSum(x, slice)
    return (0..<slice.count).reduce(0) { total, place in
      let share = share(of: place, in: slice)
      guard share != 0 else { return total }
      let logP = Double(x[slice.first + place * slice.stride]) - logSum
      return total - share * (gamma == 0 ? 1 : pow(-expm1(logP), gamma)) * logP
    }
  }

  /// Writes factor · d(value)/dx: with g_c = a_c · p_c · d/dp_c of the loss, dx_k = g_k − p_k · Σ g.
  func gradient(
    _ x: UnsafePointer<Float>, _ slice: SoftmaxSlice, factor: Double,
    into d: UnsafeMutablePointer<Float>
  ) {
    let logSum = logSum(x, slice)
    let slopes = (0..<slice.count).map { place in
      slope(logP: Double(x[slice.first + place * slice.stride]) - logSum)
        * share(of: place, in: slice)
    }
    let total = slopes.reduce(0, +)
    for (place, slope) in slopes.enumerated() {
      let index = slice.first + place * slice.stride
      d[index] = Float(factor * (slope - exp(Double(x[index]) - logSum) * total))
    }
  }

  /// p · d/dp of (1 − p)^γ · (−log p).
  private func slope(logP: Double) -> Double {
    guard gamma > 0 else { return -1 }
    let rest = -expm1(logP)
    // The limit where p is 1: what remains would be 0 · ∞ for γ below 1.
    guard rest > 0 else { return 0 }
    return gamma * exp(logP) * pow(rest, gamma - 1) * logP - pow(rest, gamma)
  }

  /// a_c: what an element counts.
  private func share(of place: Int, in slice: SoftmaxSlice) -> Double {
    let hit = place == slice.label ? 1 - smoothing : 0
    return (hit + smoothing / Double(slice.count)) * Double(weights?[place] ?? 1)
  }

  private func logSum(_ x: UnsafePointer<Float>, _ slice: SoftmaxSlice) -> Double {
    let places = Swift.stride(
      from: slice.first, to: slice.first + slice.count * slice.stride, by: slice.stride)
    let top = places.reduce(-Double.infinity) { max($0, Double(x[$1])) }
    return top + log(places.reduce(0) { $0 + exp(Double(x[$1]) - top) })
  }
}
