extension Tape {
  /// Elements of a vector, each with a constant added: y[i] = bias[indices[i]] + offsets[i].
  ///
  /// bias: `[1, count]`; the result is `[1, indices]`. dBias[indices[i]] += dy[i].
  public func gatherBias(_ bias: Tensor, indices: [Int32], offsets: [Float]) -> Tensor {
    precondition(
      indices.count == offsets.count && indices.allSatisfy { (0..<Int32(bias.count)).contains($0) },
      "gatherBias: \(indices.count) indices below \(bias.count) need an offset each")
    let result = Tensor(rows: 1, columns: indices.count)
    Kernels.gatherElements(indices, of: bias, offsets: offsets, into: result)
    return record(result, from: [bias]) { dY in
      Kernels.addElements(of: dY, to: bias.zeroFilledGradient(), at: indices)
    }
  }
}
