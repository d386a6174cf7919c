import ArgumentParser
import LukeAutodiff
import LukeTraining

struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Time a training step on this machine and show where the time goes.",
    discussion: """
      The model has random weights, the batch random tokens. The rate that matrix products alone \
      reach on this machine is measured in the same run, on the same shapes and threads.

      Phases are medians over the steps, each by itself, with their share of the sum of all phases: \
      embedding; attention_products (queries, keys, values, output) and attention_core (scores, \
      softmax, contexts); feed_forward; heads (poolers, classifiers, what comes before the \
      vocabulary); loss (in pretraining with the products over the vocabularies); the backward pass \
      of each; optimizer. Pretraining hides about 15 % of words and entities. The encoder's backward \
      pass begins at all hidden states.
      """)

  @Option(
    help: ArgumentHelp(
      "What stands on the encoder: \(BenchmarkSettings.tasks.joined(separator: ", ")).",
      valueName: "task"), completion: .list(BenchmarkSettings.tasks))
  var task = "ner"

  @Option(help: "The size of the model: tiny, base or large.")
  var size = BenchmarkSettings.Size.base

  @Option(help: "The number type of the products: float32 or bfloat16.")
  var precision = Precision.float32

  @Option(help: ArgumentHelp("Examples of a step.", valueName: "n"))
  var batch = 4

  @Option(help: ArgumentHelp("Words of an example.", valueName: "n"))
  var words = 128

  @Option(
    help: ArgumentHelp(
      "Entities of an example (default: what the task has, 64 where it may have any number).",
      valueName: "n"))
  var entities: Int?

  @Option(help: ArgumentHelp("Rows of the entity table.", valueName: "n"))
  var entityVocabulary = 500_000

  @Flag(help: "Compute layers again in the backward pass, as training.gradient_checkpointing.")
  var gradientCheckpointing = false

  @Option(help: ArgumentHelp("Steps to time, after two that warm up.", valueName: "n"))
  var steps = 5

  @Flag(help: "Print one JSON object.")
  var json = false

  @OptionGroup var common: CommonOptions

  private var settings: BenchmarkSettings {
    BenchmarkSettings(
      task: task, size: size, precision: precision, batch: batch, words: words,
      entities: entities, entityVocabulary: entityVocabulary,
      usesCheckpointing: gradientCheckpointing, steps: steps)
  }

  func validate() throws {
    if let fault = settings.faults.first { throw ValidationError(fault) }
  }

  func run() throws {
    let output = LineWriter()
    let progress = common.begin()
    let report = try Benchmark.run(settings, observer: progress)
    progress.finish()
    if json { try output.write(report.json) } else { try report.lines.forEach(output.show) }
    try output.close()
  }
}

extension BenchmarkSettings.Size: ExpressibleByArgument {}
extension Precision: ExpressibleByArgument {}
