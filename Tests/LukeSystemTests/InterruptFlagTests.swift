import LukeSystem
import Testing

@Suite struct InterruptFlagTests {
  @Test func theFirstSignalIsRemembered() {
    let flag = InterruptFlag()
    #expect(!flag.isRaised)
    #expect(flag.raise(15))
    #expect(!flag.raise(2))
    #expect(flag.signal == 15)
    let error = #expect(throws: Interruption.self) { try flag.check() }
    #expect(error?.kind == .interrupted(signal: 15))
    #expect(error?.lines == ["interrupted"])
    let saved = #expect(throws: Interruption.self) { try flag.check(canResume: true) }
    #expect(saved?.lines == ["interrupted; continue with --resume"])
  }

  /// What is prepared is gone on with by the same command; work that begins anew says nothing of it.
  @Test func preparationsSayHowToGoOn() {
    let flag = InterruptFlag()
    #expect(flag.lineOfEnd == "interrupted")
    InterruptFlag(below: flag).heedPreparing()
    #expect(flag.lineOfEnd == "interrupted; start it again to go on")
    flag.raise(2)
    let error = #expect(throws: Interruption.self) {
      try InterruptFlag(below: flag).check()
    }
    #expect(error?.lines == ["interrupted; start it again to go on"])
    let saved = #expect(throws: Interruption.self) { try flag.check(canResume: true) }
    #expect(saved?.lines == ["interrupted; continue with --resume"])
    flag.heedMaking("the corpus")
    #expect(flag.lineOfEnd == "interrupted")
  }

  @Test(arguments: StopSignal.allCases)
  func nothingAtStakeMeansTheEnd(_ signal: StopSignal) {
    let flag = InterruptFlag()
    #expect(flag.receive(signal) == .end(line: "interrupted"))
    #expect(flag.signal == signal.number)
  }

  @Test func theFirstSignalIsHeededAndSaysWhatASecondLoses() {
    let flag = InterruptFlag()
    flag.heed(atStake: "the steps after step 20")
    #expect(
      flag.receive(.hangUp)
        == .wait(
          line:
            "SIGHUP: ending as soon as it can; a Ctrl-C (SIGINT) ends at once and loses the steps after step 20",
          patience: nil))
    flag.heed(atStake: "the steps after step 30")
    #expect(
      flag.receive(.interrupt)
        == .end(
          line: "interrupted again and ended at once; lost: the steps after step 30"))
    #expect(flag.signal == StopSignal.hangUp.number)
  }

  @Test func workThatLosesNothingHasLittleTime() {
    let flag = InterruptFlag()
    flag.heed(atStake: nil, within: .seconds(2))
    #expect(
      flag.receive(.terminate)
        == .wait(
          line: "SIGTERM: ending as soon as it can; another SIGTERM ends at once",
          patience: .seconds(2)))
  }

  /// A scheduler's warning and its SIGTERM, and a terminal's two SIGHUPs, are one wish each.
  @Test(arguments: [
    (StopSignal.interrupt, StopSignal.interrupt, true), (.interrupt, .terminate, true),
    (.interrupt, .hangUp, false), (.terminate, .terminate, true), (.terminate, .interrupt, true),
    (.terminate, .user1, false), (.hangUp, .hangUp, false), (.hangUp, .terminate, false),
    (.user1, .terminate, false), (.user2, .interrupt, true),
    (.processorTime, .processorTime, false),
  ])
  func whatASecondSignalDoes(_ first: StopSignal, _ second: StopSignal, _ ends: Bool) {
    let flag = InterruptFlag()
    flag.heed(atStake: "x")
    let now = ContinuousClock.now
    _ = flag.receive(first, at: now)
    let response = flag.receive(second, at: now + .milliseconds(300))
    #expect(
      response
        == (ends ? .end(line: "interrupted again and ended at once; lost: x") : .ignore))
  }

  /// `timeout` signals the process, and then the group that it is in.
  @Test(arguments: [StopSignal.interrupt, .terminate])
  func aSignalThatComesTwiceAtOnceIsOne(_ signal: StopSignal) {
    let flag = InterruptFlag()
    flag.heed(atStake: "x")
    let now = ContinuousClock.now
    _ = flag.receive(signal, at: now)
    #expect(flag.receive(signal, at: now + .milliseconds(200)) == .ignore)
    #expect(
      flag.receive(signal, at: now + .milliseconds(250))
        == .end(line: "interrupted again and ended at once; lost: x"))
  }

  @Test func whoeverLooksCanAskForSignals() {
    let flag = InterruptFlag()
    let asked = LockedValue(0)
    flag.setPoll { asked.withLock { $0 += 1 } }
    #expect(!flag.isRaised)
    #expect(asked.withLock { $0 } == 1)
  }
}
