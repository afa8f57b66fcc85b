/**
 * Calls `hear` with the loudness of the microphone, 0 to 1, about as often as the screen is drawn.
 */
export function listen(stream: MediaStream, hear: (level: number) => void): () => void {
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: 1024 });
  context.createMediaStreamSource(stream).connect(analyser);
  void context.resume();
  const samples = new Float32Array(analyser.fftSize);
  let frame = 0;
  const read = () => {
    frame = requestAnimationFrame(read);
    if (context.state !== 'running') return; // it would read as silence
    analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, value) => sum + value * value, 0) / samples.length;
    // Speech at arm's length lies near -30 dB; -60 dB is silence.
    hear(Math.min(1, Math.max(0, (20 * Math.log10(Math.sqrt(power) + 1e-6) + 60) / 50)));
  };
  read();
  return () => {
    cancelAnimationFrame(frame);
    void context.close();
  };
}
