import LukeAutodiff
import LukeLayers
import LukeTestSupport
import Testing

/// Frozen parameters take part in results and get no gradient.
@Suite struct FreezingTests {
  private func run(_ store: ParameterStore, _ layers: [Linear]) {
    store.clearGradients()
    let tape = Tape(.recording)
    var x = Tensor((0..<12).map { Float($0) / 10 }, rows: 3, columns: 4)
    for layer in layers { x = layer(x, on: tape) }
    tape.backward(from: tape.crossEntropy(x, labels: [0, 1, 2]))
  }

  @Test func frozenParametersGetNoGradient() {
    let store = ParameterStore()
    let layers = [0, 1].map {
      Linear(from: 4, to: 4, standardDeviation: 0.5, in: store.root["layer"][$0])
    }
    store.allocate()
    store.allocateGradients()
    store.initialize(seed: 1)
    store.setTrainable { $0.name != "layer.1.weight" && $0.name != "layer.0.bias" }
    run(store, layers)
    #expect(
      store.parameters.filter { $0.gradient == nil }.map(\.name) == [
        "layer.0.bias", "layer.1.weight",
      ])
    #expect(
      store.parameters.filter { !$0.isTrainable }.map(\.name) == ["layer.0.bias", "layer.1.weight"])
    store.setTrainable { _ in true }
    run(store, layers)
    #expect(store.parameters.allSatisfy { $0.gradient != nil && $0.isTrainable })
    store.setTrainable { _ in false }
    run(store, layers)
    #expect(store.parameters.allSatisfy { $0.gradient == nil })
  }

  /// A stack computes the gradient of all its parameters as soon as one is trained; used alone, each
  /// goes by its own switch.
  @Test func stacksAreFrozenWhenAllTheirParametersAre() {
    let store = ParameterStore()
    let stack = store.root.stack(
      ["a", "b"], shape: [2, 4], role: .weight, initializer: .ones)
    store.allocate()
    store.setTrainable { $0.name == "b" }
    let tape = Tape(.inference)
    #expect(
      stack.value(0..<1, on: tape).requiresGradient && stack.value(0..<2, on: tape).requiresGradient
    )
    #expect(store.parameters.map(\.tensor.requiresGradient) == [false, true])
    store.setTrainable { _ in false }
    #expect(
      !stack.value(0..<1, on: tape).requiresGradient
        && !stack.value(0..<2, on: tape).requiresGradient)
    #expect(store.parameters.map(\.tensor.requiresGradient) == [false, false])
  }
}
