import LukeTraining
import Testing

/// What fine-tuning chooses where a recipe is silent.
@Suite struct ChosenSettingsTests {
  private func choose(
    _ start: ModelStart, width: Int, stepsPerEpoch: Int, _ training: TrainingSettings = .init()
  ) -> ChosenSettings {
    ChosenSettings(training, start: start, width: width, stepsPerEpoch: stepsPerEpoch)
  }

  @Test(arguments: [
    (ModelStart.luke, 1024, 1e-5), (.luke, 768, 1e-5), (.encoder, 768, 5e-5),
    (.encoder, 1024, 5e-5), (.encoder, 384, 2e-4), (.random, 768, 1e-4), (.random, 64, 1e-3),
  ])
  func theRateGoesByTheStart(start: ModelStart, width: Int, rate: Double) {
    let chosen = choose(start, width: width, stepsPerEpoch: 2000)
    #expect(abs((chosen.settings.learningRate ?? 0) / rate - 1) < 1e-9)
  }

  @Test(arguments: [(2000, 3), (167, 3), (166, 4), (50, 10), (25, 20), (1, 20), (0, 20)])
  func littleDataAreReadMoreOften(stepsPerEpoch: Int, epochs: Int) {
    let chosen = choose(.luke, width: 768, stepsPerEpoch: stepsPerEpoch)
    #expect(chosen.settings.epochs == epochs && chosen.settings.steps == nil)
  }

  @Test func whatIsChosenIsSaid() {
    #expect(
      choose(.encoder, width: 384, stepsPerEpoch: 50).chosen.map(\.note) == [
        "chosen: training.learning_rate 0.0002: for an encoder without entities 384 wide",
        "chosen: training.epochs 10: of 50 steps each",
      ])
    var training = TrainingSettings()
    training.steps = 7
    #expect(
      choose(.random, width: 768, stepsPerEpoch: 25, training).chosen.map(\.note) == [
        "chosen: training.learning_rate 0.0001: for random weights 768 wide"
      ])
  }

  @Test func whatTheRecipeSaysStays() {
    var training = TrainingSettings()
    (training.learningRate, training.epochs) = (3e-3, 1)
    let chosen = choose(.encoder, width: 384, stepsPerEpoch: 2, training)
    #expect(chosen.chosen.isEmpty && chosen.settings == training)
  }
}
