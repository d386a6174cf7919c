extension Tape {
  /// Elements of a vector, each with a constant added: y[i] = bias[indices[i]] + offsets[i].
  ///
  /// bias: `[1, count]`; the result is `[1, indices]`. dBias[indices[i]] += dy[i].
  public func gatherBias(_ bias: Tensor, indices: [Int32], offsets: [Float]) -> Tensor {
    precondition(
      indices.count == offsets.count && indices.allSatisfy { (0..<Int32(bias.count)).contains($0) },
      "gatherBias: \(indices.count) indices below \(bias.count) need an offset each")
    let values = zip(indices, offsets).map { bias.pointer[Int($0)] + $1 }
    let result = Tensor(values, rows: 1, columns: indices.count)
    return record(result, from: [bias]) { dY in
      let gradient = bias.zeroFilledGradient()
      for (place, index) in indices.enumerated() {
        gradient.pointer[Int(index)] += dY.pointer[place]
      }
    }
  }
}
