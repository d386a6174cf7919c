import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// What is prepared once, and used by several runs.
@Suite struct SharedPreparationTests {
  /// A run that goes on until it is killed, with what is in `shared`.
  private func liveRun(_ run: PretrainingRun) throws -> Child {
    let child = try Child(
      [
        "recipe.json", "--output", "live", "--quiet", "--threads", "1", "--set",
        "task.prepared=shared", "--set", "training.steps=1000000",
      ], folder: run.folder.path)
    try child.wait(until: {
      try run.program.shell("ls live/step-*.h5").status == 0 || !child.isRunning
    })
    #expect(child.isRunning, "\(child.errors)")
    return child
  }

  @Test func nobodyMakesOtherDataInThePlaceOfWhatARunReads() throws {
    let run = try PretrainingRun()
    let live = try liveRun(run)
    let sums = "cat shared/made.json; find shared -type f | sort | xargs cksum"
    let made = try run.program.shell(sums)
    let prepareOther = """
      head -12 text.jsonl > other.jsonl
      "$LUKE" prepare recipe.json --quiet --set task.prepared=shared --set data.train=other.jsonl
      """
    let other = try run.program.shell(prepareOther)
    #expect(other.status == 74)
    #expect(
      other.faults == [
        "\(run.folder.path)/shared: another luke-train reads what is prepared here, and this run needs "
          + "something else to be made in its place; wait until that one has ended, or name another folder "
          + "in task.prepared"
      ])
    #expect(try run.program.shell(sums).output == made.output)
    #expect(live.isRunning)
    live.send(SIGTERM)
    #expect(live.wait().status == 143)
    // Nobody reads it any more.
    let later = try run.program.shell(prepareOther)
    #expect(later.status == 0, "\(later.errors)")
  }

  /// Runs that need nothing made do not stand in each other's way.
  @Test func manyRunsReadWhatIsPreparedOnce() throws {
    let run = try PretrainingRun()
    let live = try liveRun(run)
    let result = try run.program.shell(
      """
      for i in 1 2 3; do
        ("$LUKE" recipe.json --quiet --output run$i --threads 1 --set task.prepared=shared \\
          --set training.seed=$i > /dev/null 2> errors$i; echo $? > status$i) &
      done
      wait; cat status*; grep -h error: errors*
      """)
    #expect(result.output == "0\n0\n0\n", "\(result.errors)")
    #expect(live.isRunning)
    live.send(SIGKILL)
    _ = live.wait()
  }

  /// What others prepared may be used by those who may not write there.
  @Test(arguments: ["", "; rm shared/.lock"])
  func whatIsPreparedMayBeReadOnly(_ change: String) throws {
    let run = try PretrainingRun()
    let prepare = "\"$LUKE\" prepare recipe.json --set task.prepared=shared"
    #expect(try run.program.shell(prepare + change).status == 0)
    // Root may write everywhere as long as it has the right to.
    let script = """
      chmod -R a-w shared
      user() { if [ "$(id -u)" = 0 ]; then setpriv --bounding-set=-dac_override,-dac_read_search "$@"
        else "$@"; fi; }
      user "$LUKE" recipe.json --output run --quiet --set task.prepared=shared > /dev/null; echo $?
      user "$LUKE" prepare recipe.json --quiet --set task.prepared=shared \\
        --set task.tokenizer.vocabulary_size=310; echo $?
      chmod -R u+w shared
      """
    let result = try run.program.shell(script)
    #expect(result.output == "0\n74\n", "\(result.errors)")
    #expect(
      result.faults == ["cannot write \(run.folder.path)/shared/.lock: Permission denied"])
  }

  @Test func aListThatIsGoneIsNamed() throws {
    let run = try PretrainingRun()
    let result = try run.program.shell(
      """
      "$LUKE" prepare recipe.json --quiet --set task.prepared=shared; rm shared/made.json
      "$LUKE" prepare recipe.json --quiet --set task.prepared=shared
      """)
    #expect(result.status == 64)
    let fault = try #require(result.faults.first)
    #expect(
      fault.hasSuffix(
        ", but not made.json, the list of what luke-train prepared there and of what; remove the folder, so "
          + "that it is made anew, or name another one in task.prepared"), "\(fault)")
  }

  /// Where there is no file of the lock and none can be made, the folder itself keeps others out.
  @Test func whoMayNotWriteKeepsOthersOut() throws {
    let run = try PretrainingRun()
    let result = try run.program.shell(
      """
      "$LUKE" prepare recipe.json --quiet --set task.prepared=shared > /dev/null || exit 1
      rm shared/.lock; chmod -R a-w shared
      user() { if [ "$(id -u)" = 0 ]; then
        exec setpriv --bounding-set=-dac_override,-dac_read_search "$@"; else exec "$@"; fi; }
      (user "$LUKE" recipe.json --output live --quiet --threads 1 --set task.prepared=shared \\
        --set training.steps=1000000 > /dev/null 2>&1) &
      reader=$!
      until ls live/step-*.h5 > /dev/null 2>&1 || ! kill -0 $reader; do sleep 0.1; done
      chmod -R u+w shared
      "$LUKE" prepare recipe.json --quiet --set task.prepared=shared \\
        --set task.tokenizer.vocabulary_size=310 > /dev/null; echo $?
      kill $reader; wait $reader
      "$LUKE" prepare recipe.json --quiet --set task.prepared=shared \\
        --set task.tokenizer.vocabulary_size=310 > /dev/null; echo $?
      """)
    #expect(result.output == "74\n0\n", "\(result.errors)")
    #expect(
      result.faults == [
        "\(run.folder.path)/shared: another luke-train reads what is prepared here, and this run needs "
          + "something else to be made in its place; wait until that one has ended, or name another folder "
          + "in task.prepared"
      ])
  }
}
