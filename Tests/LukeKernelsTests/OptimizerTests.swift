import Foundation
import LukeKernels
import Testing

struct OptimizerTests {
  struct Settings {
    var rate = 1e-3
    var beta1 = 0.9
    var beta2 = 0.999
    var epsilon = 1e-8
    var decay = 0.01
    var scale = 0.5
    var corrects = true

    var rates: LukeAdamWRates { luke_adamw_rates(Float(beta1), Float(beta2), Float(epsilon)) }
  }

  struct State {
    var value, first, second: [Float]

    mutating func step(
      _ kernels: LukeKernelTable, _ gradient: [Float], _ settings: Settings, number: Int
    ) {
      let power = Double(number)
      let correction1 = settings.corrects ? 1 - pow(settings.beta1, power) : 1
      let correction2 = settings.corrects ? 1 - pow(settings.beta2, power) : 1
      kernels.adamw(
        &value, gradient, &first, &second, value.count,
        luke_adamw_step(
          Float(settings.rate), Float(settings.decay), Float(correction1), Float(correction2)),
        settings.rates, Float(settings.scale))
    }
  }

  struct Expected {
    var value, first, second: [Double]

    mutating func step(_ gradient: [Float], _ settings: Settings, number: Int) {
      let power = Double(number)
      let correction1 = settings.corrects ? 1 - pow(settings.beta1, power) : 1
      let correction2 = settings.corrects ? 1 - pow(settings.beta2, power) : 1
      for i in value.indices {
        let g = Double(gradient[i]) * settings.scale
        value[i] -= settings.rate * settings.decay * value[i]
        first[i] = settings.beta1 * first[i] + (1 - settings.beta1) * g
        second[i] = settings.beta2 * second[i] + (1 - settings.beta2) * g * g
        value[i] -=
          settings.rate / correction1 * first[i]
          / (second[i].squareRoot() / correction2.squareRoot() + settings.epsilon)
      }
    }
  }

  @Test(arguments: levels, [1, 3, 16, 37, 1003])
  func tenSteps(level: String, count: Int) throws {
    let kernels = try kernels(level)
    for corrects in [true, false] {
      let settings = Settings(corrects: corrects)
      var numbers = Numbers(seed: UInt64(count))
      let start = numbers.uniform(count)
      let zeros = [Float](repeating: 0, count: count)
      var state = State(value: start, first: zeros, second: zeros)
      var expected = Expected(
        value: start.doubles, first: zeros.doubles, second: zeros.doubles)
      for number in 1...10 {
        let gradient = numbers.uniform(count)
        state.step(kernels, gradient, settings, number: number)
        expected.step(gradient, settings, number: number)
      }
      expectClose(state.value, expected.value, absolute: 5e-6)
      expectClose(state.first, expected.first, absolute: 1e-6)
      // 1 - beta2 is known to float precision of beta2 only.
      expectClose(state.second, expected.second, absolute: 1e-9, relative: 3e-5)
    }
  }

  @Test(arguments: levels)
  func staysInsideItsRange(level: String) throws {
    let kernels = try kernels(level)
    let gradient: [Float] = [1, -2, 3, 4, -5]
    var moments: [[Float]] = [[], []]
    let value = changed([1, 2, 3, 4, 5]) { value in
      moments[0] = changed([0, 0, 0, 0, 0]) { first in
        moments[1] = changed([0, 0, 0, 0, 0]) { second in
          kernels.adamw(
            value, gradient, first, second, 5, luke_adamw_step(0.1, 0, 0.1, 0.001),
            luke_adamw_rates(0.9, 0.999, 1e-8), 1)
        }
      }
    }
    // The first step of Adam moves every value by the rate, against the sign of its gradient.
    expectClose(value, [0.9, 2.1, 2.9, 3.9, 5.1], absolute: 2e-6)
    expectClose(moments[0], gradient.doubles.map { $0 * 0.1 }, relative: 1e-6)
  }

  /// Nothing to divide by: a value that never had a gradient only decays.
  @Test(arguments: levels)
  func zeroGradient(level: String) throws {
    let kernels = try kernels(level)
    var state = State(value: [2], first: [0], second: [0])
    state.step(kernels, [0], Settings(decay: 0.1), number: 1)
    expectClose(state.value, [2 - 2e-4], relative: 1e-7)
  }

  /// Steps without a gradient, all at once: the bits of taking them one by one.
  @Test(arguments: levels, [1, 16, 37, 64, 65, 203])
  func idleSteps(level: String, count: Int) throws {
    let kernels = try kernels(level)
    let settings = Settings()
    var numbers = Numbers(seed: UInt64(count))
    let zeros = [Float](repeating: 0, count: count)
    // Of moments there are usual ones, some that fade to nothing on the way, and none at all.
    var first = numbers.uniform(count)
    for i in first.indices where i % 3 == 1 { first[i] *= 1e-36 }
    for i in first.indices where i % 3 == 2 || i >= 128 { first[i] = 0 }
    var one = State(
      value: numbers.uniform(count), first: first,
      second: numbers.uniform(count).map { $0 * $0 })
    var steps: [LukeAdamWStep] = []
    var all = one
    for number in 1...60 {
      let rate = Float(1) / Float(100 + number)
      steps.append(
        luke_adamw_step(
          rate, Float(settings.decay), 1 - Float(pow(0.9, Double(number))),
          1 - Float(pow(0.999, Double(number)))))
      kernels.adamw(
        &one.value, zeros, &one.first, &one.second, count, steps[number - 1], settings.rates, 1)
    }
    kernels.adamw_idle(
      &all.value, &all.first, &all.second, count, steps, steps.count, settings.rates)
    #expect(all.value.map(\.bitPattern) == one.value.map(\.bitPattern))
    #expect(all.first.map(\.bitPattern) == one.first.map(\.bitPattern))
    #expect(all.second.map(\.bitPattern) == one.second.map(\.bitPattern))
    #expect(one.first.enumerated().allSatisfy { $0.offset % 3 != 1 || $0.element == 0 })
  }

  @Test(arguments: levels, [0, 1, 15, 16, 17, 63, 64, 65, 1003, 100_003])
  func sumOfSquares(level: String, count: Int) throws {
    let kernels = try kernels(level)
    var numbers = Numbers(seed: 9)
    let x = numbers.uniform(count)
    let sum = kernels.sum_of_squares(x, count)
    let expected = x.doubles.reduce(0) { $0 + $1 * $1 }
    #expect(abs(sum - expected) <= 1e-12 * expected)
    let moved = changed(x) { #expect(kernels.sum_of_squares($0, count) == sum) }
    #expect(moved == x)
  }

  /// Squares that a float cannot hold.
  @Test(arguments: levels)
  func sumOfHugeAndTinySquares(level: String) throws {
    let kernels = try kernels(level)
    #expect(kernels.sum_of_squares([1e30], 1) > 9.9e59)
    #expect(kernels.sum_of_squares([1e-30], 1) > 9.9e-61)
  }
}
