# radar in a container: docker build -t radar . && docker run --rm -v "$PWD:/work" -u "$(id -u)" radar build
# What is installed is pinned with hashes in .ci/requirements.txt; the base image by its version.
ARG PYTHON=3.13.0-slim-bookworm
FROM python:${PYTHON} AS build
WORKDIR /source
COPY . .
RUN python -m pip wheel --quiet --no-cache-dir --no-deps --wheel-dir /wheels .

FROM python:${PYTHON}
COPY --from=build /source/.ci/requirements.txt /wheels/*.whl /tmp/radar/
RUN python -m pip install --quiet --no-cache-dir --no-compile --require-hashes --only-binary :all: -r /tmp/radar/requirements.txt \
 && python -m pip install --quiet --no-cache-dir --no-compile --no-deps --no-index /tmp/radar/*.whl \
 && python -m pip uninstall --quiet --yes pip \
 && rm -rf /tmp/radar
# the number of "nobody", whom no image has to know by name
USER 65534:65534
WORKDIR /work
ENV PYTHONDONTWRITEBYTECODE=1
ENTRYPOINT ["radar"]
CMD ["--help"]
