"""``python -m quotebank.training``: train, export, calibrate, measure."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TextIO

import click

from quotebank.reader import SHIPPED

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group()
def main() -> None:
    """Train the reader and export it.

    \b
    python -m quotebank.training unpack quotebank/reader/model runs/shipped
    python -m quotebank.training train DATA --base model.safetensors --tokenizer tokenizer.json --out runs/one
    python -m quotebank.training export runs/one quotebank/reader/model --tokenizer tokenizer.json --version 1
    python -m quotebank.training calibrate quotebank/reader/model DATA
    python -m quotebank.training calibrate-speakers quotebank/people/data DATA
    python -m quotebank.training measure quotebank/reader/model DATA
    python -m quotebank.training record quotebank/reader/model "PolNeAR dev" scores.json
    """


@main.command()
@click.argument("data", type=FOLDER)
@click.option("--base", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--tokenizer", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--silver", type=FOLDER, default=SHIPPED, help="Model folder that tags untagged texts.")
@click.option("--out", type=click.Path(path_type=Path), required=True)
@click.option("--epochs", default=4, show_default=True)
@click.option("--encoder-rate", default=1e-4, show_default=True, help="Top rate of the encoder.")
@click.option("--seed", default=1, show_default=True)
@click.option("--threads", default=2, show_default=True)
@click.option("--start", type=FOLDER, help="Folder of an earlier run: go on from its best weights.")
@click.option(
    "--teacher",
    "teachers",
    multiple=True,
    type=FOLDER,
    help="Folder of an earlier run to learn PolNeAR's convention from as well; may be given several times.",
)
@click.option("--trust", default=0.5, show_default=True, help="The teachers' share of that loss.")
@click.option("--news", default=3.0, show_default=True, help="How often an epoch sees open-news.")
@click.option("--polnear", default=1.0, show_default=True, help="How often an epoch sees PolNeAR.")
@click.option("--extra", default=1.0, show_default=True, help="Multiplies the side corpora's shares.")
@click.option("--only", multiple=True, help="Parameters that learn (how their names begin); all others stay.")
@click.option("--fold", type=click.IntRange(0, 4), help="The fold of open-news to leave out.")
@click.option("--limit", type=int, help="Only so many documents: to try the command out.")
def train(**options: Any) -> None:
    """Fine-tune BASE on the corpora in DATA; the same command again goes on where it stopped."""
    from quotebank.training.plan import Plan
    from quotebank.training.train import train as run

    run(Plan(**options))


@main.command()
@click.argument("folder", type=FOLDER)
@click.argument("out", type=click.Path(path_type=Path))
def unpack(folder: Path, out: Path) -> None:
    """Write the weights of the model in FOLDER as a run to OUT, to go on from or to teach."""
    from quotebank.training.shipped import unpack as write

    write(folder, out)


@main.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--run", "runs", multiple=True, required=True, type=(FOLDER, float), help="A run and its share."
)
def average(out: Path, runs: tuple[tuple[Path, float], ...]) -> None:
    """Write the mean of some runs' best weights as a run to OUT."""
    from quotebank.training.average import average as write

    write(dict(runs), out)


@main.command()
@click.argument("run", type=FOLDER)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--tokenizer", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--version", required=True, help="Names the weights in every analysis.")
@click.option("--commit", default="", help="The commit whose code trained them.")
def export(run: Path, folder: Path, tokenizer: Path, version: str, commit: str) -> None:
    """Write the best weights of RUN to the model folder FOLDER as int8 ONNX."""
    from quotebank.training.export import export as write

    write(run, tokenizer, folder, version=version, about={"commit": commit})


@main.command()
@click.argument("folder", type=FOLDER)
@click.argument("data", type=FOLDER)
@click.option(
    "--fold",
    "folds",
    multiple=True,
    type=FOLDER,
    required=True,
    help="Model folders of folds 0 to 4, in order.",
)
def calibrate(folder: Path, data: Path, folds: tuple[Path, ...]) -> None:
    """Fit the confidence of the model in FOLDER on the training articles in DATA, read by the folds'
    models."""
    from quotebank.training.calibrate import calibrate as fit

    for name, value in fit(folder, data, folds).items():
        click.echo(f"{name}: {value:.4g}")


@main.command()
@click.argument("gold", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--fold", "folds", multiple=True, type=FOLDER, required=True, help="As for calibrate.")
def answers(gold: tuple[Path, ...], folds: tuple[Path, ...]) -> None:
    """Print what the folds' models say of the articles in GOLD, each by the one that has not seen its
    fold."""
    import json

    from quotebank.training.calibrate import fold_analyses

    for analysis in fold_analyses(folds, gold):
        click.echo(json.dumps(analysis.to_json(), ensure_ascii=False))


@main.command()
@click.argument("folder", type=FOLDER)
@click.argument("data", type=FOLDER)
def calibrate_speakers(folder: Path, data: Path) -> None:
    """Fit the confidence of the speaker decision on DATA and write it into FOLDER."""
    from quotebank.training.calibrate_speakers import calibrate_speakers as fit

    for name, value in fit(folder, data).items():
        click.echo(f"{name}: {value:.4g}")


@main.command()
@click.argument("folder", type=FOLDER)
@click.argument("data", type=FOLDER)
def measure(folder: Path, data: Path) -> None:
    """Measure names, roles, antecedents and tags of the model in FOLDER on DATA; kept in its manifest."""
    from quotebank.reader.manifest import annotate
    from quotebank.training.names_and_tags import names_and_tags

    figures = names_and_tags(folder, data)
    annotate(folder, measured={name: round(value, 1) for name, value in figures.items()})
    for name, value in figures.items():
        click.echo(f"{name}: {value:.1f}")


@main.command()
@click.argument("folder", type=FOLDER)
@click.argument("name")
@click.argument("scores", type=click.File(encoding="utf8"))
def record(folder: Path, name: str, scores: TextIO) -> None:
    """Put measured SCORES (a JSON object) under NAME into the manifest of the model in FOLDER."""
    import json

    from quotebank.reader.manifest import annotate, load_manifest

    known = load_manifest(folder).about.get("scores", {})
    annotate(folder, scores={**known, name: json.load(scores)})


if __name__ == "__main__":
    main()
