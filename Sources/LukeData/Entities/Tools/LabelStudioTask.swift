import LukeJSON

/// The annotations of a task of Label Studio's, of which one is read: the first or the `ground_truth` of those
/// that nobody skipped.
struct LabelStudioTask {
  /// The one that is read, and its key; nil where there is none.
  let chosen: (value: JSONValue, key: String)?
  /// How many were skipped, and how many are of other annotators.
  let cancelledCount, otherCount: Int
  /// How many are not read, those without a result among them.
  let leftCount: Int

  static func annotations(_ task: JSONValue) -> [JSONValue] {
    task["annotations"]?.elements ?? task["completions"]?.elements ?? []
  }

  init(_ task: JSONValue) {
    let all = Self.annotations(task)
    let key = task["annotations"] == nil ? "completions" : "annotations"
    let isCancelled = all.map { $0["was_cancelled"]?.bool == true }
    let valid = all.indices.filter { !isCancelled[$0] && all[$0]["result"]?.elements != nil }
    let index = valid.first { all[$0]["ground_truth"]?.bool == true } ?? valid.first
    chosen = index.map { (all[$0], "\(key)[\($0)]") }
    cancelledCount = isCancelled.count { $0 }
    otherCount = max(0, valid.count - 1)
    leftCount = all.count - (index == nil ? 0 : 1)
  }

  /// What to say of annotations that are not read.
  static func note(onLeft left: Tally) -> String? {
    left.phrase("annotation", "annotations").map {
      "\($0) skipped, or of another annotator than the first one of its task, and left out"
    }
  }
}
