import LukeLayers
import LukeTestSupport
import Testing

/// Filling parameters from a source, and what is said when it does not fit.
@Suite struct WeightLoadingTests {
  private typealias Arrays = [String: (shape: [Int], values: [Float])]

  private final class Source: WeightSource {
    var arrays: Arrays
    var readNames: [String] = []

    init(_ arrays: Arrays) {
      self.arrays = arrays
    }

    var weightOrigin: String { "weights/model.safetensors" }
    var weightShapes: [String: [Int]] { arrays.mapValues(\.shape) }

    func readWeight(_ name: String, into destination: UnsafeMutableBufferPointer<Float>) {
      readNames.append(name)
      _ = destination.update(from: arrays[name]?.values ?? [])
    }
  }

  private func makeStore() -> ParameterStore {
    let store = ParameterStore()
    _ = Linear(from: 2, to: 3, standardDeviation: 1, in: store.root["dense"])
    _ = LayerNorm(size: 3, epsilon: 1e-5, in: store.root["norm"])
    store.allocate()
    for parameter in store.parameters { parameter.tensor.fill(with: -1) }
    return store
  }

  private var whole: Arrays {
    [
      "dense.weight": ([3, 2], [1, 2, 3, 4, 5, 6]), "dense.bias": ([3], [7, 8, 9]),
      "norm.weight": ([3], [10, 11, 12]), "norm.bias": ([3], [13, 14, 15]),
    ]
  }

  @Test func everyParameterIsRead() throws {
    let (store, source) = (makeStore(), Source(whole))
    #expect(try store.load(from: source) == [])
    #expect(source.readNames == ["dense.weight", "dense.bias", "norm.weight", "norm.bias"])
    for parameter in store.parameters {
      #expect(parameter.tensor.values == whole[parameter.name]?.values)
    }
  }

  @Test func allDifferencesAtOnce() {
    let (store, source) = (makeStore(), Source(whole))
    source.arrays["dense.bias"] = nil
    source.arrays["norm.bias"] = nil
    source.arrays["dense.weight"] = ([2, 3], [1, 2, 3, 4, 5, 6])
    source.arrays["norm.weight"] = ([3, 1], [1, 2, 3])
    source.arrays["pooler.weight"] = ([1], [0])
    source.arrays["cls.bias"] = ([], [0])
    let error = #expect(throws: WeightMismatch.self) { try store.load(from: source) }
    #expect(
      error?.description == """
        weights/model.safetensors: the weights are not those of this model (6 differences)
          missing: dense.bias
          missing: norm.bias
          unexpected: cls.bias
          unexpected: pooler.weight
          misshapen: dense.weight is [2, 3], the model needs [3, 2]
          misshapen: norm.weight is [3, 1], the model needs [3]
        """)
    // Nothing is read before all is known to fit.
    #expect(source.readNames == [])
    #expect(store.parameters.allSatisfy { $0.tensor.values.allSatisfy { $0 == -1 } })
  }

  @Test func eachKindOfDifferenceAlone() {
    let cases: [((Source) -> Void, String)] = [
      ({ $0.arrays["norm.bias"] = nil }, "missing: norm.bias"),
      ({ $0.arrays["extra"] = ([1], [0]) }, "unexpected: extra"),
      (
        { $0.arrays["norm.bias"] = ([4], [0, 0, 0, 0]) },
        "misshapen: norm.bias is [4], the model needs [3]"
      ),
    ]
    for (change, line) in cases {
      let source = Source(whole)
      change(source)
      let error = #expect(throws: WeightMismatch.self) { try makeStore().load(from: source) }
      #expect(
        error?.description == """
          weights/model.safetensors: the weights are not those of this model (1 difference)
            \(line)
          """)
    }
  }

  @Test func optionalNamesKeepTheirValueAndAreReported() throws {
    let (store, source) = (makeStore(), Source(whole))
    source.arrays["norm.bias"] = nil
    source.arrays["norm.weight"] = nil
    let absent = try store.load(from: source, isOptional: { $0.name.hasPrefix("norm.") })
    #expect(absent == ["norm.weight", "norm.bias"])
    #expect(store["norm.bias"]?.tensor.values == [-1, -1, -1])
    #expect(store["dense.bias"]?.tensor.values == [7, 8, 9])
  }

  @Test func ignoredNamesArePassedOverButShapesStillCount() throws {
    let (store, source) = (makeStore(), Source(whole))
    source.arrays["extra.one"] = ([2], [0, 0])
    try store.load(from: source, isIgnored: { $0.hasPrefix("extra.") })
    #expect(!source.readNames.contains("extra.one"))
    source.arrays["norm.bias"] = ([2], [0, 0])
    let error = #expect(throws: WeightMismatch.self) {
      try store.load(from: source, isOptional: { _ in true }, isIgnored: { _ in true })
    }
    #expect(error?.misshapen.map(\.name) == ["norm.bias"])
    #expect(error?.misshapen.map(\.found) == [[2]] && error?.misshapen.map(\.expected) == [[3]])
  }
}
