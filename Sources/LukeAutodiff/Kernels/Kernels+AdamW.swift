internal import LukeKernels

/// What does not change from step to step of AdamW.
package struct AdamWRates: Sendable {
  fileprivate let rates: LukeAdamWRates

  package init(beta1: Float, beta2: Float, epsilon: Float) {
    rates = luke_adamw_rates(beta1, beta2, epsilon)
  }
}

/// What one step of AdamW does to each element of a parameter.
package struct AdamWStep: Sendable {
  fileprivate let step: LukeAdamWStep

  /// The corrections are 1 − βᵗ, or 1 without correction of the moments' bias.
  package init(rate: Float, decay: Float, correction1: Float, correction2: Float) {
    step = luke_adamw_step(rate, decay, correction1, correction2)
  }
}

/// Steps that follow one another.
package struct AdamWSteps: Sendable {
  private(set) var steps: [LukeAdamWStep] = []

  package init() {}

  package mutating func append(_ step: AdamWStep) { steps.append(step.step) }
}

/// A parameter and its share of an optimizer's state.
package struct AdamWTensors {
  package let value, firstMoment, secondMoment: Tensor

  package init(value: Tensor, firstMoment: Tensor, secondMoment: Tensor) {
    (self.value, self.firstMoment, self.secondMoment) = (value, firstMoment, secondMoment)
  }
}

extension Kernels {
  /// One parameter's step of AdamW: its ranges of elements, which have a gradient.
  package struct AdamWUpdate {
    let tensors: AdamWTensors
    let gradient: Tensor
    let ranges: [Range<Int>]
    let step: AdamWStep

    package init(
      _ tensors: AdamWTensors, gradient: Tensor, ranges: [Range<Int>], step: AdamWStep
    ) {
      (self.tensors, self.gradient, self.ranges, self.step) = (tensors, gradient, ranges, step)
    }
  }

  /// One step of AdamW over parameters; a worker takes a range at a time.
  package static func adamW(
    _ updates: [AdamWUpdate], rates: AdamWRates, gradientScale: Float
  ) {
    let chunks = updates.flatMap { update in update.ranges.map { AdamWChunk(update, $0) } }
    let rates = rates.rates
    WorkerPool.shared.run(chunks.count) { index in
      let chunk = chunks[index]
      luke_adamw(
        chunk.value.base, chunk.gradient.base, chunk.firstMoment.base, chunk.secondMoment.base,
        chunk.count, chunk.step, rates, gradientScale)
    }
  }

  /// Rows that one worker takes at a time.
  private static let idleRows = 16

  /// Lets rows of a table take the newest `count` of `steps` without a gradient, to the bit what `adamW`
  /// makes of zeros.
  package static func adamWIdle(
    _ tensors: AdamWTensors, rows: [(row: Int, count: Int)], steps: AdamWSteps, rates: AdamWRates
  ) {
    let (value, first, second) = (
      tensors.value.shared, tensors.firstMoment.shared, tensors.secondMoment.shared
    )
    let (columns, rates, steps) = (tensors.value.columns, rates.rates, steps.steps)
    WorkerPool.shared.run(over: rows.count, chunk: idleRows) { _, range in
      steps.withUnsafeBufferPointer { steps in
        for (row, count) in rows[range] {
          let start = row * columns
          luke_adamw_idle(
            value + start, first + start, second + start, columns,
            steps.baseAddress! + (steps.count - count), count, rates)
        }
      }
    }
  }
}

/// A run of elements of one parameter.
private struct AdamWChunk: Sendable {
  let value, gradient, firstMoment, secondMoment: FloatPointer
  let count: Int
  let step: LukeAdamWStep

  init(_ update: Kernels.AdamWUpdate, _ range: Range<Int>) {
    func start(_ tensor: Tensor) -> FloatPointer {
      FloatPointer(tensor.pointer + range.lowerBound)
    }
    value = start(update.tensors.value)
    gradient = start(update.gradient)
    firstMoment = start(update.tensors.firstMoment)
    secondMoment = start(update.tensors.secondMoment)
    count = range.count
    step = update.step.step
  }
}
