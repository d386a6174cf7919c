import Foundation

/// The learning rate over a run, as a factor of the highest rate.
public struct LearningRateSchedule: Hashable, Sendable {
  /// What follows the warmup.
  public enum Shape: String, Hashable, Sendable, CaseIterable, Codable {
    /// Falls linearly to 0 at the last step (`get_linear_schedule_with_warmup`).
    case linear
    /// Stays.
    case constant
    /// Falls to 0 on half a cosine wave (`get_cosine_schedule_with_warmup`).
    case cosine
  }

  /// What follows the warmup.
  public let shape: Shape
  /// Steps over which the factor rises linearly from 0 to 1.
  public let warmupStepCount: Int
  /// Steps of the whole run.
  public let stepCount: Int

  /// Creates a schedule.
  public init(_ shape: Shape, warmupStepCount: Int, stepCount: Int) {
    self.shape = shape
    self.warmupStepCount = warmupStepCount
    self.stepCount = stepCount
  }

  /// The factor for a step, counted from 0.
  public func factor(at step: Int) -> Float {
    if step < warmupStepCount { return Float(Double(step) / Double(max(1, warmupStepCount))) }
    let length = Double(max(1, stepCount - warmupStepCount))
    let progress = Double(step - warmupStepCount) / length
    switch shape {
    case .constant: return 1
    case .linear: return Float(max(0, 1 - progress))
    case .cosine: return Float(max(0, 0.5 * (1 + cos(.pi * min(1, progress)))))
    }
  }
}
