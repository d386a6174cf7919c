import EndToEndSupport
import Foundation
import LukeSystem
import LukeTestSupport
import LukeTraining
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
    let seen = LockedValue<[String]>([])
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

  /// Steps that an observer from outside was told of.
  private final class StepList: RunObserver, Sendable {
    let steps = LockedValue<[Int]>([])

    func observe(_ event: RunEvent) throws {
      guard case .step(let step) = event else { return }
      steps.withLock { $0.append(step.step) }
      if step.step == 7 { throw Refusal() }
    }
  }

  /// A sequence has observers as a call has: told first, and what they throw ends both.
  @Test func observersWatchASequence() async throws {
    let run = try TrainingRun()
    let list = StepList()
    var heard: [Int] = []
    await #expect(throws: Refusal.self) {
      for try await event in try trainer(run, "watched").events(observers: [list]) {
        guard case .step(let step) = event else { continue }
        heard.append(step.step)
        #expect(list.steps.withLock { $0.contains(step.step) })
      }
    }
    #expect(list.steps.withLock(\.self) == Array(1...7))
    #expect(heard == Array(1...6))
  }

  /// Preparation is told of like all else, in one stream from the first file to the final model.
  @Test func preparingComesInTheSameSequence() async throws {
    let run = try PretrainingRun()
    let folder = run.folder.path
    let trainer = try Trainer(recipeFile: folder + "/recipe.json", folder: folder + "/run")
    var seen: [String] = []
    var underWay: RunActivity?
    var lastDone = 0
    for try await event in trainer.events() {
      switch event {
      case .began(let activity):
        #expect(underWay == nil)
        (underWay, lastDone) = (activity, 0)
        seen.append(activity.title.replacing(folder + "/", with: ""))
      case .advanced(let activity, let progress):
        #expect(activity == underWay)
        #expect(progress.done >= lastDone && progress.done <= progress.total)
        if activity == .buildingSequences { #expect(progress.unit == .documents) }
        lastDone = progress.done
        seen.append("…")
      case .ended(let activity):
        #expect(activity == underWay)
        underWay = nil
      case .wrote(let output): seen.append("wrote " + output.path.replacing(folder + "/", with: ""))
      case .started(let step, let total): seen.append("started \(step) \(total)")
      case .step(let step) where step.isLogged: seen.append("step \(step.step)")
      case .evaluation(let evaluation): seen.append("scores \(evaluation.step)")
      case .stepsEnded: seen.append("over")
      case .finished: seen.append("finished")
      default: break
      }
    }
    // How often progress is told is nobody's business, but whether it is.
    let once = seen.enumerated().filter { $0 == 0 || $1 != "…" || seen[$0 - 1] != "…" }
    #expect(
      once.map(\.element).filter { $0 != "saving" } == [
        "checking text.jsonl", "…", "reading text", "…", "wrote run/prepared/corpus",
        "counting words", "…", "learning merges", "…", "wrote run/prepared/tokenizer",
        "counting links", "…", "wrote run/prepared/entity_vocab.jsonl",
        "building sequences", "…", "wrote run/prepared/train", "wrote run/prepared/held-out",
        "started 0 20", "step 10", "scoring validation", "scores 10", "step 20",
        "scoring validation", "scores 20", "over", "finished",
      ])
  }

  /// What only prepares says so, and training by the same recipe uses what it made.
  @Test func whatIsPreparedIsUsedAgain() throws {
    let run = try PretrainingRun()
    let folder = run.folder.path
    let trainer = try Trainer(recipeFile: folder + "/recipe.json", folder: folder + "/run")
    let first = EventList()
    #expect(try trainer.prepare(observers: [first]) == folder + "/run/prepared")
    #expect(first.outputs.count == 5 && first.activities.contains(.learningMerges))
    #expect(!FileManager.default.fileExists(atPath: folder + "/run/model.h5"))
    let second = EventList()
    try trainer.run(observers: [second])
    #expect(second.outputs == [])
    #expect(!second.activities.contains(.learningMerges))
    #expect(second.notes.contains("\(folder)/run/prepared/tokenizer: trained before; used again"))
  }

  struct Refusal: Error {}

  /// A preparation ends where an observer throws, at once.
  @Test func whatAnObserverThrowsEndsPreparing() throws {
    let run = try PretrainingRun()
    let folder = run.folder.path
    let trainer = try Trainer(recipeFile: folder + "/recipe.json", folder: folder + "/run")
    #expect(throws: Refusal.self) {
      try trainer.run { event in
        guard case .note(let text) = event else { return }
        if text.hasPrefix(folder + "/text.jsonl: ") { throw Refusal() }
      }
    }
    #expect(!FileManager.default.fileExists(atPath: folder + "/run/prepared/corpus"))
  }

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

/// Keeps what it is told.
private final class EventList: RunObserver {
  var notes: [String] = []
  var activities: [RunActivity] = []
  var outputs: [String] = []

  func observe(_ event: RunEvent) {
    switch event {
    case .note(let text): notes.append(text)
    case .began(let activity): activities.append(activity)
    case .wrote(let output): outputs.append(output.path)
    default: break
    }
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
    // Products of other sizes may differ in their last bits, as the library cuts them by the processor.
    let both = try predictor.entities(in: [text, "Nobody."])
    #expect(both.first?.map(\.text) == found.map(\.text))
    #expect(both.first?.map(\.label) == found.map(\.label))
    #expect(zip(both.first ?? [], found).allSatisfy { abs($0.score - $1.score) < 1e-6 })
    let differing = LockedValue(0)
    DispatchQueue.concurrentPerform(iterations: 16) { _ in
      let again = try? predictor.entities(in: [text, "Nobody."])
      if again != both { differing.withLock { $0 += 1 } }
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
