# Two targets: `bot` (default, about 0.4 GB, embedded model) and `detoxify` (adds torch and Detoxify).
#   docker build -t evenhand .            docker build --target detoxify -t evenhand:detoxify .
FROM python:3.13-slim AS build
WORKDIR /src
RUN python -m venv /venv
COPY requirements/run.txt requirements/run.txt
RUN /venv/bin/pip install --no-cache-dir --require-hashes -r requirements/run.txt
# hatchling comes from the hash-locked development file, so the image is built with what CI built with.
COPY requirements/dev.txt requirements/dev.txt
RUN python -m venv /build && /build/bin/pip install --no-cache-dir --require-hashes -r requirements/dev.txt
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY bot bot
COPY cogs cogs
RUN /build/bin/python -m build --wheel --no-isolation && /venv/bin/pip install --no-cache-dir --no-deps dist/*.whl

FROM python:3.13-slim AS bot
RUN useradd --create-home --uid 10001 evenhand && install -d -o evenhand -g evenhand /data
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 DATABASE=/data/evenhand.sqlite3 HEALTH_PORT=8081
USER evenhand
WORKDIR /data
VOLUME /data
# Healthy: connected to Discord's gateway and the database answers.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8081/healthz', timeout=4)"]
# The bot drains for up to 15 seconds after SIGTERM: `docker stop -t 20`, or stop_grace_period in compose.yaml.
STOPSIGNAL SIGTERM
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]

FROM bot AS detoxify
USER root
# A CPU build of torch comes from PyTorch's own index; PyPI's default build brings several GB of CUDA.
RUN /venv/bin/pip install --no-cache-dir --index-url https://download.pytorch.org/whl/cpu torch==2.13.0 \
    && /venv/bin/pip install --no-cache-dir detoxify==0.5.4
USER evenhand
# The weights are downloaded once, at the first start, into the volume: the image's own file system may be read-only.
ENV SCORER=detoxify:unbiased TORCH_HOME=/data/torch HF_HOME=/data/huggingface

# The last stage is what `docker build` makes by default.
FROM bot
