import LukeJSON

extension PlanReport {
  /// The report as one JSON object: times in seconds, sizes in bytes.
  public var json: String {
    JSONValue.object([
      "parameters": .integer(parameterCount), "processor_share": .double(processorShare),
      "steps": .integer(stepCount),
      "stages": .array(
        stages.map { stage in
          .object([
            "steps": .integer(stage.stepCount),
            "steps_per_epoch": stage.stepsPerEpoch.map(JSONValue.integer) ?? .null,
            "trained_parameters": .integer(stage.trainedCount),
            "seconds_per_step": .double(stage.secondsPerStep),
          ])
        }),
      "seconds": .object([
        "reading": .double(readingSeconds), "steps": .double(stages.reduce(0) { $0 + $1.seconds }),
        "scoring": .double(allScoringSeconds), "writing": .double(allWritingSeconds),
        "all": .double(seconds),
      ]),
      "bytes": .object([
        "peak_memory": .integer(peakBytes), "checkpoint": .integer(checkpointBytes),
        "model": .integer(modelBytes), "disk": .integer(diskBytes),
      ]),
    ]).compactText
  }
}
