import LukeAutodiff
import LukeTestSupport

enum GatherBiasCases {
  static var all: [OperationCase] {
    [make([0], of: 1), make([3, 0], of: 5), make([6, 2, 2, 0, 6], of: 7)]
  }

  private static func make(_ indices: [Int32], of count: Int) -> OperationCase {
    let offsets = indices.indices.map { Float($0) / 4 - 1 }
    return OperationCase(
      name: "\(indices) of \(count)", inputs: [("bias", .random(1, count, seed: 1))],
      operation: { $0.gatherBias($1[0], indices: indices, offsets: offsets) },
      reference: { inputs in
        var result = Matrix(rows: 1, columns: indices.count)
        for (place, index) in indices.enumerated() {
          result[0, place] = inputs[0][0, Int(index)] + Double(offsets[place])
        }
        return result
      })
  }
}
