import Foundation
import LukeSystem
import LukeTestSupport
import LukeTraining
import Synchronization
import Testing

/// The interface for programs that train and predict: the same runs, models and answers as the program's.
@Suite struct TrainerTests {
  private func trainer(
    _ run: TrainingRun, _ output: String, start: RunStart = .new
  ) throws -> Trainer {
    try Trainer(
      recipeFile: run.folder.path + "/recipe.json", folder: run.folder.path + "/" + output,
      start: start)
  }

  @Test func aRunTellsWhatHappens() throws {
    let run = try TrainingRun()
    #expect(try run.train("program").status == 0)
    let seen = Mutex<[String]>([])
    let model = try trainer(run, "library").run { event in
      seen.withLock { seen in
        switch event {
        case .note(let text) where text.hasPrefix("labels:"): seen.append("labels")
        case .started(let step, let total): seen.append("started \(step) \(total)")
        case .step(let step) where step.isLogged: seen.append("step \(step.step)")
        case .evaluation(let evaluation):
          seen.append("\(evaluation.split.rawValue) \(evaluation.step)")
        case .checkpoint(let step, _) where step > 20: seen.append("saved \(step)")
        case .stepsEnded: seen.append("over")
        case .finalScores(let split, _): seen.append("final \(split.rawValue)")
        case .finished: seen.append("finished")
        default: break
        }
      }
    }
    #expect(
      seen.withLock { $0 } == [
        "labels", "started 0 24", "step 10", "validation 10", "step 20", "validation 20",
        "saved 21", "step 24", "validation 24", "saved 24", "over", "final validation", "test 24",
        "final test", "finished",
      ])
    #expect(model == run.folder.path + "/library/model.h5")
    #expect(try run.weights("library") == run.weights("program"))
    #expect(try run.text("library/metrics.jsonl") == run.text("program/metrics.jsonl"))
  }

  /// Who cancels has a checkpoint, from which the program goes on to the same bits.
  @Test func aCancelledRunIsSaved() throws {
    let run = try TrainingRun()
    #expect(try run.train("whole").status == 0)
    let trainer = try trainer(run, "broken")
    let interruption = #expect(throws: Interruption.self) {
      try trainer.run { event in
        if case .step(let step) = event, step.step == 8 { trainer.cancel() }
      }
    }
    #expect(interruption?.canResume == true)
    #expect(try run.files("broken").contains("step-00000008.h5"))
    #expect(try run.train("broken", "--resume").status == 0)
    #expect(try run.weights("broken") == run.weights("whole"))
    #expect(try run.text("broken/metrics.jsonl") == run.text("whole/metrics.jsonl"))
    #expect(!InterruptFlag.shared.isRaised)
  }

  /// Whoever stops to listen ends the run in the same way.
  @Test func eventsComeAsASequence() async throws {
    let run = try TrainingRun()
    var last = 0
    for try await event in try trainer(run, "listened").events() {
      if case .step(let step) = event { last = step.step }
      if last == 5 { break }
    }
    let resumed = try trainer(run, "listened", start: .resume)
    // The run that nobody listens to has to let go of its folder first.
    var model: String?
    for _ in 0..<200 where model == nil {
      do { model = try resumed.run() } catch let error as any UserError {
        guard error.kind == .inputOutput else { throw error }
        try await Task.sleep(for: .milliseconds(50))
      }
    }
    #expect(try #require(model).hasSuffix("/listened/model.h5"))
  }

  struct Refusal: Error {}

  @Test func whatAnObserverThrowsEndsTheRun() throws {
    let run = try TrainingRun()
    #expect(throws: Refusal.self) {
      try trainer(run, "refused").run { event in
        if case .note = event { throw Refusal() }
      }
    }
  }

  @Test func recipesWithFaultsAreRefused() throws {
    let run = try TrainingRun()
    try run.folder.write("wrong.json", "{}")
    let error = #expect(throws: TrainingError.self) {
      try Trainer(recipeFile: run.folder.path + "/wrong.json")
    }
    #expect(error?.kind == .usage)
  }
}

@Suite struct PredictorTests {
  /// What is found in a string is what the program finds, from any number of threads.
  @Test func entitiesAreThoseOfTheProgram() throws {
    let run = try TrainingRun()
    let recipe = packageFolder.appending(path: "Recipes/sample-ner.json").path
    let settings = ["--set", "training.epochs=3"]
    #expect(try run.program.run([recipe, "--output", "run", "--quiet"] + settings).status == 0)
    let text = "Zoë met Saton Tamworth in Dunlow. 𝔘 Tilbburn"
    try run.folder.write("text.jsonl", "{\"text\": \"\(text)\"}\n")
    let lines = try run.program.run(["predict", "run/model.h5", "text.jsonl", "--quiet"])
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(lines.output.utf8)) as? [String: Any])
    let expected = try #require(object["entities"] as? [[String: Any]])
    #expect(!expected.isEmpty)
    let predictor = try Predictor(run.folder.path + "/run/model.h5")
    #expect(predictor.kind == "named-entity-recognition" && predictor.labels.contains("PER"))
    try FileManager.default.removeItem(atPath: run.folder.path + "/run")
    let found = try predictor.entities(in: text)
    #expect(found.map(\.text) == expected.map { $0["text"] as? String })
    #expect(found.map(\.label) == expected.map { $0["label"] as? String })
    #expect(found.map(\.scalars.lowerBound) == expected.map { $0["start"] as? Int })
    #expect(found.map { String(text[$0.range]) } == found.map(\.text))
    let differing = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 16) { _ in
      let again = try? predictor.entities(in: [text, "Nobody."])
      if again?.first != found { differing.withLock { $0 += 1 } }
    }
    #expect(differing.withLock { $0 } == 0)
    #expect(try predictor.entities(in: "") == [])
    #expect(try predictor.entities(inWords: [["Saton", "Tamworth"], []]).count == 2)
    let error = #expect(throws: TrainingError.self) { try predictor.relations(of: []) }
    #expect(
      error?.lines == [
        "\(run.folder.path)/run/model.h5: a model for named-entity-recognition, not for "
          + "relation-classification"
      ])
  }

  @Test func whatIsNoModelIsRefused() {
    let error = #expect(throws: (any Error).self) { try Predictor("/nowhere/model.h5") }
    #expect((error as? any UserError)?.kind == .missingInput)
  }
}
