import Foundation
import LukeLayers
import LukeSystem
import LukeTraining
import Testing

/// Which losses are told as leaps.
@Suite struct LossWatchTests {
  /// The steps at which a leap is told.
  private func leaps(_ losses: [Double]) -> [Int] {
    var watch = LossWatch()
    return losses.indices.filter { watch.add(losses[$0], ofTargets: 8) != nil }
  }

  private func noise(_ count: Int, seed: UInt64) -> [Double] {
    var generator = SplitMix64(seed: seed)
    return (0..<count).map { _ in Double.random(in: 0..<1, using: &generator) }
  }

  /// What falls from 11 to 3 with noise.
  private var falling: [Double] {
    noise(2000, seed: 1).enumerated().map { step, noise in
      3 + 8 * exp(-Double(step) / 200) + 0.6 * (noise - 0.5)
    }
  }

  @Test func aLeapIsToldOnceWithTheUsualLoss() {
    var losses = falling
    for step in 900..<915 { losses[step] = 9 }
    losses[1500] = 12
    #expect(leaps(losses) == [900, 1500])
    var watch = LossWatch()
    for loss in losses[..<900] { #expect(watch.add(loss, ofTargets: 8) == nil) }
    let spike = watch.add(losses[900], ofTargets: 8)
    #expect(spike?.loss == 9)
    #expect(abs((spike?.usual ?? 0) - 3) < 0.3)
  }

  @Test func fallingLossesAreNoLeaps() {
    #expect(leaps(falling) == [])
  }

  /// Late in fine-tuning nearly all losses are nearly nothing, and now and then one is not.
  @Test func aHardBatchAmongEasyOnesIsNoLeap() {
    let noise = noise(3000, seed: 2)
    let losses = noise.enumerated().map { step, noise in
      step < 100 ? 1.6 - Double(step) / 100 : noise > 0.98 ? 0.25 * noise : 1e-3 * noise
    }
    #expect(leaps(losses) == [])
  }

  /// The last batch of an epoch has a few targets, whose mean scatters far.
  @Test func aShortBatchIsNoLeap() {
    var watch = LossWatch()
    for (step, loss) in falling.enumerated() {
      let isShort = step % 50 == 49
      #expect(watch.add(isShort ? 3 * loss : loss, ofTargets: isShort ? 3 : 8) == nil)
    }
  }

  /// One that lasts is told at the first whole batch, and one in batches of any size above the half.
  @Test func leapsAreToldBesideShortBatches() {
    var watch = LossWatch()
    var told: [Int] = []
    for (step, loss) in falling.enumerated() {
      let isHigh = (899..<905).contains(step) || step == 1501
      let count = step % 50 == 49 ? 3 : step % 3 == 0 ? 5 : 8
      if watch.add(isHigh ? 9 : loss, ofTargets: count) != nil { told.append(step) }
    }
    #expect(told == [900, 1501])
  }

  /// What a run of before has saved lacks the numbers of targets.
  @Test func theStateOfARunOfBeforeIsRead() throws {
    let old = #"{"recent": [1, 2, 3], "beginning": 3, "is_high": false}"#
    var watch = try JSONDecoder().decode(LossWatch.self, from: Data(old.utf8))
    #expect(watch.add(3, ofTargets: 2) == nil)
  }

  @Test func aLossThatGrowsStepByStepIsTold() {
    var losses = Array(falling[..<1000])
    for step in 0..<40 { losses.append(3 * pow(1.06, Double(step))) }
    let told = leaps(losses)
    #expect(told.count == 1)
    #expect((1005..<1020).contains(told.first ?? 0))
  }

  /// In the middle of a leap as anywhere else.
  @Test func whatIsSavedGoesOnAsItWould() throws {
    var losses = falling
    for step in 900..<915 { losses[step] = 9 }
    var (whole, broken) = (LossWatch(), LossWatch())
    for (step, loss) in losses.enumerated() {
      if step % 7 == 0 {
        broken = try JSONDecoder().decode(LossWatch.self, from: JSONEncoder().encode(broken))
      }
      #expect(whole.add(loss, ofTargets: 8) == broken.add(loss, ofTargets: 8))
    }
  }
}
