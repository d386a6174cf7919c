internal import LukeKernels

/// What a thread knows of itself: whether it is inside a chunk of a job.
enum WorkerThread {
  static var isInsideJob: Bool {
    get { luke_inside_job() != 0 }
    set { luke_set_inside_job(newValue ? 1 : 0) }
  }
}
