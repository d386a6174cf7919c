import LukeLayers
import Testing

/// Parameters know the part that their scope names, and whether files may lack them.
@Suite struct ParameterPartTests {
  private let store = ParameterStore()
  private let body = ParameterPart("body")
  private let extra = ParameterPart("extra")

  init() {
    let scope = store.root["body"].of(body)
    _ = Linear(from: 1, to: 1, standardDeviation: 1, in: scope["layer"][0])
    _ = LayerNorm(size: 1, epsilon: 1, in: scope["extra"].of(extra, isOptional: true)["norm"])
    _ = store.root.parameter("alone", shape: [1], role: .bias, initializer: .ones)
    store.root["head"]["decoder"].alias("weight", of: store.parameters[0])
    store.allocate()
    store.initialize(seed: 1)
  }

  @Test func childrenAreOfThePartOfTheirScope() {
    #expect(store.parameters.map(\.part) == [body, body, extra, extra, nil])
    #expect(store.parameters.map(\.isOptional) == [false, false, true, true, false])
    #expect(store.parameters.map(\.aliases) == [["head.decoder.weight"], [], [], [], []])
  }

  private struct Source: WeightSource {
    var weightShapes: [String: [Int]]
    var weightOrigin: String { "file" }

    func readWeight(_ name: String, into destination: UnsafeMutableBufferPointer<Float>) {
      destination.update(repeating: 5)
    }
  }

  @Test func filesMayLackWhatIsOptional() throws {
    let source = Source(
      weightShapes: ["body.layer.0.weight": [1, 1], "body.layer.0.bias": [1], "alone": [1]])
    #expect(try store.load(from: source) == ["body.extra.norm.weight", "body.extra.norm.bias"])
    #expect(store.parameters.map { $0.tensor.values[0] } == [5, 5, 1, 0, 5])
    let error = #expect(throws: WeightMismatch.self) {
      try store.load(from: Source(weightShapes: [:]))
    }
    #expect(error?.missing == ["body.layer.0.weight", "body.layer.0.bias", "alone"])
  }
}
