"""Writes down what is said in a sound file, by a speech model on this disk. Run as a script inside
the sandbox: `captioner.py MODEL_DIR SOUND LANGUAGE`; imports nothing of ours, prints JSON.

The model is a Whisper model in CTranslate2's form (a folder with model.bin), read by
faster-whisper, which is imported here alone: who doesn't caption needn't install it.
"""

import json
import sys
from typing import Any


def main() -> None:
    folder, sound, language = sys.argv[1:]
    try:
        answer: dict[str, Any] = {"cues": transcribe(folder, sound, language)}
    except ImportError as error:
        answer = {"problem": "library_missing", "detail": str(error)}
    except (RuntimeError, ValueError, OSError) as error:
        answer = {"problem": "model_unusable", "detail": str(error)[:300]}
    sys.stdout.write(json.dumps(answer))


def transcribe(folder: str, sound: str, language: str) -> list[dict[str, Any]]:
    """Return what is said from when to when, in ms."""
    from faster_whisper import WhisperModel

    model = WhisperModel(
        folder, device="cpu", compute_type="int8", cpu_threads=2, local_files_only=True
    )
    if not model.model.is_multilingual and language != "en":
        raise ValueError(f"this model knows English only, not {language}")
    segments, _ = model.transcribe(
        sound, language=language, beam_size=5, condition_on_previous_text=False
    )
    return [
        {"start": int(part.start * 1000), "end": int(part.end * 1000), "text": part.text.strip()}
        for part in segments
    ]


if __name__ == "__main__":
    main()
